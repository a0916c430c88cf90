# The grader, for one submission: docker run --rm --network none -v …:/submission:ro -v …:/results <image> (docs/grading.md)
FROM node:22-bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends bubblewrap && rm -rf /var/lib/apt/lists/*
WORKDIR /course
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
# Students' code runs as another user, who can't read the solutions. The suites are learned now, so that no submission waits for that.
RUN chmod 700 /course && mkdir /submission /results && grading/grade-one /submission /results && rm /results/*
CMD ["grading/grade-one", "/submission", "/results"]
