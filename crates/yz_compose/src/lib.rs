//! yz_compose
