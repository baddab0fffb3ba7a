# Mondo in a container that runs without root and without a shell:
#
#   docker build -t mondo --build-arg VERSION=$(git describe --tags --always) .
#   docker run -p 127.0.0.1:8737:8737 -v mondo:/data -e MONDO_TOKEN=… mondo
#
# Inside a container it must listen on every address, so it wants a token.

FROM node:22-bookworm-slim AS ui
WORKDIR /src/web
COPY web/package.json web/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY web/ ./
RUN npm run build

FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
COPY --from=ui /src/web/dist web/dist
ARG VERSION=container
RUN CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X main.version=${VERSION}" -o /out/mondo ./cmd/mondo
# The volume takes over the owner of the folder that it covers.
RUN mkdir /out/data

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /out/mondo /mondo
COPY --from=build --chown=65532:65532 /out/data /data
COPY LICENSE /LICENSE
ENV MONDO_ADDR=0.0.0.0:8737 MONDO_DATA=/data
EXPOSE 8737
VOLUME /data
HEALTHCHECK --interval=30s --timeout=3s --start-period=5s CMD ["/mondo", "health"]
ENTRYPOINT ["/mondo"]
CMD ["serve"]
