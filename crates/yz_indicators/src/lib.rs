//! yz_indicators
