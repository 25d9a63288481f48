# Draws the tables the reference values are made of.
set.seed(20261129)

# Cases a score is judged on: scores of few values, so that ties abound.
n <- 160
group <- sample(c("East", "West", "North"), n, replace = TRUE)
risk <- rnorm(n)
event <- rbinom(n, 1, plogis(-1 + 1.2 * risk))
cases <- data.frame(
  score = pmin(100, pmax(0, round(55 - 15 * risk + rnorm(n, sd = 12), -1))),
  other = pmin(100, pmax(0, round(55 - 5 * risk + rnorm(n, sd = 20)))),
  event = event,
  prob = round(plogis(-1.2 + 0.8 * risk + rnorm(n, sd = 0.4)), 3),
  weight = round(exp(rnorm(n, 9, 1)), 2),
  grp = group)
cases$flagged <- as.integer(cases$score < 50)
write.csv(cases, "cases.csv", row.names = FALSE, quote = FALSE)

# Cases a model is fitted on: three scores, of which the second raises the risk, and several cases an account.
n <- 240
account <- sprintf("A%03d", sample(1:90, n, replace = TRUE))
usage <- round(runif(n, 0, 100), 1)
tickets <- round(runif(n, 0, 100))
nps <- sample(c(0, 25, 50, 75, 100), n, replace = TRUE)
event <- rbinom(n, 1, plogis(0.6 - 0.035 * usage + 0.008 * tickets - 0.01 * nps))
write.csv(data.frame(account, event, usage, tickets, nps), "calibration.csv", row.names = FALSE, quote = FALSE)

# Lives with ties, censoring, late entry, two inputs, three groups and two strata.
n <- 150
grp <- sample(c("a", "b", "c"), n, replace = TRUE)
strata <- sample(c("x", "y"), n, replace = TRUE)
size <- round(rnorm(n, 3, 1), 2)
touch <- rbinom(n, 1, 0.4)
life <- rexp(n, exp(-5.5 + 0.5 * (grp == "b") - 0.3 * touch + 0.25 * size + 0.3 * (strata == "y")))
limit <- runif(n, 30, 900)
duration <- pmax(1, 10 * ceiling(pmin(life, limit) / 10))
event <- as.integer(life <= limit)
entry <- ifelse(runif(n) < 0.4, floor(runif(n, 0, 0.7) * duration), 0)
write.csv(data.frame(duration, event, entry, grp, strata, size, touch), "lives.csv", row.names = FALSE, quote = FALSE)
