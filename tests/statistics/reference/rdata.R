# The data sets of R's package survival that its own documentation uses, as lives, and what R makes of them: curves with
# all three intervals, restricted means, the log-rank test, Cox's model with its test and its scaled residuals.
suppressMessages(library(survival))
text <- function(x) trimws(ifelse(is.na(x), "NA", formatC(as.numeric(x), digits = 15, format = "g")))
lives <- function(set, duration, event, entry, grp, strata, x1, x2)
  data.frame(set, duration, event = as.integer(event), entry, grp, strata, x1, x2)
d <- rbind(
  with(aml, lives("aml", time, status, 0, as.character(x), "all", as.integer(x == "Maintained"), 0)),
  with(lung, lives("lung", time, status == 2, 0, ifelse(sex == 1, "male", "female"), "all", age, sex)),
  with(veteran, lives("veteran", time, status, 0, as.character(celltype), as.character(celltype), karno, age)),
  with(heart, lives("heart", stop, event, start, paste0("transplant", transplant), "all", age, surgery)))
# Each number is written so that it comes back as the same one.
for (column in c("duration", "entry", "x1", "x2")) d[[column]] <- text(d[[column]])
write.csv(d, "rdata.csv", row.names = FALSE, quote = FALSE)
d <- read.csv("rdata.csv")

out <- data.frame(name = character(), value = character())
say <- function(name, value) out[nrow(out) + 1, ] <<- list(name, text(value))
exact <- coxph.control(eps = 1e-13, toler.chol = 1e-15, iter.max = 50)
curve <- data.frame()
residuals <- data.frame()
for (set in unique(d$set)) {
  s <- d[d$set == set, ]
  late <- any(s$entry > 0)
  for (g in unique(s$grp)) {
    part <- s[s$grp == g, ]
    life <- if (late) Surv(part$entry, part$duration, part$event) else Surv(part$duration, part$event)
    fits <- lapply(c("log", "plain", "log-log"), function(type) survfit(life ~ 1, conf.type = type))
    f <- fits[[1]]
    keep <- f$n.event + f$n.censor > 0 # with late entry survfit also lists the entries
    curve <- rbind(curve, data.frame(curve = paste0(set, ".", g, "."), time = text(f$time), n_risk = f$n.risk,
      n_event = f$n.event, n_censored = f$n.censor, survival = text(f$surv), hazard = text(f$cumhaz),
      hazard_se = text(f$std.chaz), log_lower = text(f$lower), log_upper = text(f$upper),
      plain_lower = text(fits[[2]]$lower), plain_upper = text(fits[[2]]$upper), loglog_lower = text(fits[[3]]$lower),
      loglog_upper = text(fits[[3]]$upper))[keep, ])
    name <- paste0(set, ".", g, ".")
    q <- quantile(f, 0.5)
    say(paste0(name, "median"), q$quantile); say(paste0(name, "lower"), q$lower); say(paste0(name, "upper"), q$upper)
    t <- summary(f, rmean = 100)$table
    say(paste0(name, "rmst100"), t["rmean"]); say(paste0(name, "rmst_se100"), t["se(rmean)"])
  }
  if (!late) say(paste0(set, ".logrank.chi2"), survdiff(Surv(duration, event) ~ grp, s)$chisq)
  life <- if (late) Surv(s$entry, s$duration, s$event) else Surv(s$duration, s$event)
  for (ties in c("efron", "breslow")) {
    fit <- switch(set,
      aml = coxph(life ~ x1, s, ties = ties, control = exact),
      veteran = coxph(life ~ x1 + x2 + strata(strata), s, ties = ties, control = exact),
      coxph(life ~ x1 + x2, s, ties = ties, control = exact))
    name <- paste0(set, ".", ties, ".")
    say(paste0(name, "loglik"), fit$loglik[2])
    z <- cox.zph(fit, transform = "km", terms = TRUE, global = FALSE)
    for (input in names(coef(fit))) {
      say(paste0(name, input, ".coefficient"), coef(fit)[input])
      say(paste0(name, input, ".se"), sqrt(vcov(fit)[input, input]))
      say(paste0(name, input, ".chi2"), z$table[input, "chisq"])
    }
    # cox.zph lists events by stratum; the row of each by the same sorting, then all by time and row.
    strata <- as.integer(factor(s$strata))
    row <- if (late) rev(order(-s$duration)) else order(strata, s$duration)
    row <- row[s$event[row] == 1]
    stopifnot(s$duration[row] == z$time)
    y <- data.frame(fit = name, row = row - 1, time = text(z$time), x1 = text(z$y[, "x1"]),
      x2 = if (ncol(z$y) > 1) text(z$y[, "x2"]) else "NA")
    residuals <- rbind(residuals, y[order(z$time, row), ])
  }
}
write.csv(curve, "rdata_curve_expected.csv", row.names = FALSE, quote = FALSE)
write.csv(out, "rdata_expected.csv", row.names = FALSE, quote = FALSE)
write.csv(residuals, "rdata_residuals_expected.csv", row.names = FALSE, quote = FALSE)

# Smoothed without rounds against outliers, over a part of the points as the chart of residuals has it, and over few.
y <- residuals[residuals$fit == "veteran.efron.", ]
x <- seq_len(nrow(y)) - 1
few <- c(0, 1, 2.5, 3, 7, 7.25, 12)
value <- c(3, -1, 4, 1, 5, -9, 2)
smooth <- function(x, y, f) text(lowess(x, y, f = f, iter = 0, delta = 0)$y)
write.csv(rbind(
  data.frame(case = "residuals", x = text(x), y = y$x1, smooth = smooth(x, as.numeric(y$x1), 2 / 3)),
  data.frame(case = "few", x = text(few), y = text(value), smooth = smooth(few, value, 0.5)),
  data.frame(case = "two", x = text(few[1:4]), y = text(value[1:4]), smooth = smooth(few[1:4], value[1:4], 0.1))),
  "rdata_smooth_expected.csv", row.names = FALSE, quote = FALSE)
