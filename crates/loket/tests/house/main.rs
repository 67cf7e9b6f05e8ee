//! The program as a whole: started as people start it, on a folder and ports of its own.

mod first_start;
mod life;
mod server;
mod tenants;
