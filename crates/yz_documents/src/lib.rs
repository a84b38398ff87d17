//! yz_documents
