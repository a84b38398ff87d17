//! yizhang
