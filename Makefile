# zonemu: build, run and test. `make help` lists the targets.
B        := build
CC       ?= gcc
GUEST_CC ?= $(CC)
PREFIX   ?= /usr/local
include tools/mk/host.mk
include tools/mk/guest.mk
include tools/mk/check.mk
