"""The compute lab, on both sides of the seam.

    the backend's side   desk, leases, queue, estimates, lineup, store, standing, reports, downloads, tables
                         never imports torch or numpy
    a worker's side      worker, terminal, engines/, child, frames, processes
                         never imports a table
    what is measured     experiment, experiments/, workloads/, optimizers/, training, fused,
                         timing, intervals, verdict, plots, machine
                         imported in the child alone

Both sides share `fields` and `limits`, which need nothing but the contract.
"""
