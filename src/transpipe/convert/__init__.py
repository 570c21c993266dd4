"""Simplified to traditional Chinese, of prose (`script`) and of whole catalogues (`variants`)."""
