//! yz_facts
