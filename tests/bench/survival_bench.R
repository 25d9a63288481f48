# The lives of bench_survival.cpp in R's survival: Kaplan-Meier with limits in 10 groups, Cox's model by 8 inputs with
# its test of proportional hazards, which Quarterdeck's fit has in it. Prints milliseconds and the same sums.
suppressMessages(library(survival))
i <- 0:999999
d <- data.frame(time = 1 + (i * 7919) %% 2999, event = (i * 104729) %% 10 < 4, grp = i %% 10)
begun <- proc.time()[["elapsed"]]
f <- survfit(Surv(time, event) ~ grp, d)
at <- summary(f, times = 1500)$surv
half <- quantile(f, 0.5)$quantile
cat(sprintf("kaplan-meier %.0f ms, sum %.9f\n", 1000 * (proc.time()[["elapsed"]] - begun), sum(at) + sum(half, na.rm = TRUE)))

i <- 0:99999
x <- sapply(0:7, function(k) ((i * (2 * k + 3) * 31 + k * 17) %% 101) / 101)
time <- 1 + floor(((i * 7919) %% 2999) / (1 + x[, 1]))
event <- (i * 104729) %% 10 < 4
begun <- proc.time()[["elapsed"]]
fit <- coxph(Surv(time, event) ~ x, ties = "efron")
z <- cox.zph(fit, transform = "km", terms = FALSE, global = FALSE)
cat(sprintf("cox %.0f ms, sum %.6f\n", 1000 * (proc.time()[["elapsed"]] - begun), sum(coef(fit))))
