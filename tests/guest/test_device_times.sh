#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Sensor and sound take the time their datasheets give, in virtual time: the bench's own figures.
exec tests/bench/devices.py sensor rates
