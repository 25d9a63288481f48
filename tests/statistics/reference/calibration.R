# Penalised logistic regression. glmnet minimises the same: inputs standardised by divisor n, alpha 0 for a ridge.
suppressMessages(library(glmnet))
d <- read.csv("calibration.csv")
x <- as.matrix(d[, c("usage", "tickets", "nps")])
y <- d$event
out <- data.frame(name = character(), value = numeric())
say <- function(name, value) out[nrow(out) + 1, ] <<- list(name, as.numeric(value))
deviance_of <- function(eta, y) 2 * sum(log1p(exp(ifelse(y == 1, -eta, eta))))

fit_at <- function(x, y, lambda, upper = Inf)
  coef(glmnet(x, y, family = "binomial", alpha = 0, lambda = lambda, thresh = 1e-20, maxit = 1e7, upper.limits = upper))
tell <- function(prefix, b) {
  for (i in 1:4) say(paste0(prefix, c("intercept", "usage", "tickets", "nps")[i]), b[i])
  say(paste0(prefix, "deviance"), deviance_of(b[1] + x %*% b[2:4], y) / length(y))
}
free <- glm(y ~ x, family = binomial, control = glm.control(epsilon = 1e-14, maxit = 100))
tell("lambda0.", coef(free))
for (lambda in c(0.01, 0.1, 1)) {
  tell(paste0("lambda", lambda, "."), fit_at(x, y, lambda))
  tell(paste0("monotone", lambda, "."), fit_at(x, y, lambda, 0))
}
for (name in colnames(x)) {
  say(paste0("mean.", name), mean(x[, name]))
  say(paste0("sd.", name), sqrt(mean((x[, name] - mean(x[, name]))^2)))
}
# Folds by account: position in byte order, from 0, mod 5.
ids <- sort(unique(d$account), method = "radix")
fold <- (match(d$account, ids) - 1) %% 5
for (step in 0:20) {
  lambda <- 10^(-4 + 0.25 * step)
  sum <- 0
  for (f in 0:4) {
    b <- fit_at(x[fold != f, ], y[fold != f], lambda)
    sum <- sum + deviance_of(b[1] + x[fold == f, ] %*% b[2:4], y[fold == f])
  }
  say(paste0("cv.", step), sum / length(y))
}
out$value <- trimws(formatC(out$value, digits = 15, format = "g"))
write.csv(out, "calibration_expected.csv", row.names = FALSE, quote = FALSE)
