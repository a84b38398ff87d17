//! yz_policy
