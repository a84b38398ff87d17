//! yz_store
