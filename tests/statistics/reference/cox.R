# Cox's model by both ways with ties, with late entry and strata; the test of proportional hazards.
suppressMessages(library(survival))
d <- read.csv("lives.csv")
out <- data.frame(name = character(), value = character())
say <- function(name, value)
  out[nrow(out) + 1, ] <<- list(name, trimws(formatC(as.numeric(value), digits = 15, format = "g")))
exact <- coxph.control(eps = 1e-13, toler.chol = 1e-15, iter.max = 50)
for (ties in c("efron", "breslow")) for (late in c(FALSE, TRUE)) for (split in c(FALSE, TRUE)) {
  s <- if (late) Surv(d$entry, d$duration, d$event) else Surv(d$duration, d$event)
  f <- if (split) coxph(s ~ size + touch + strata(strata), d, ties = ties, control = exact)
       else coxph(s ~ size + touch, d, ties = ties, control = exact)
  name <- paste0(ties, if (late) ".late" else "", if (split) ".strata" else "", ".")
  b <- summary(f, conf.int = 0.95)
  say(paste0(name, "loglik"), f$loglik[2])
  z <- cox.zph(f, transform = "km", terms = TRUE, global = FALSE)$table
  for (input in c("size", "touch")) {
    say(paste0(name, input, ".coefficient"), b$coefficients[input, "coef"])
    say(paste0(name, input, ".se"), b$coefficients[input, "se(coef)"])
    say(paste0(name, input, ".z"), b$coefficients[input, "z"])
    say(paste0(name, input, ".p"), b$coefficients[input, "Pr(>|z|)"])
    say(paste0(name, input, ".lower"), b$conf.int[input, "lower .95"])
    say(paste0(name, input, ".upper"), b$conf.int[input, "upper .95"])
    say(paste0(name, input, ".chi2"), z[input, "chisq"])
    say(paste0(name, input, ".zph_p"), z[input, "p"])
  }
}
write.csv(out, "cox_expected.csv", row.names = FALSE, quote = FALSE)
