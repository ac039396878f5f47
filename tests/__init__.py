"""Tests of newskg."""
