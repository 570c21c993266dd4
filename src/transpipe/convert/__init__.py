"""Simplified to traditional Chinese and back, of prose and of whole catalogues; see `variants`."""
