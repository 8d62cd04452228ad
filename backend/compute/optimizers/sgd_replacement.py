"""SGD whose minibatches are drawn anew from all samples each time, as most of its theory has it; `sgd` reshuffles."""

from dataclasses import replace

from backend.compute.optimizers.sgd import SGD

SGD_REPLACEMENT = replace(
    SGD,
    name="sgd-replacement",
    title="SGD, with replacement",
    paper="Robbins and Monro, A stochastic approximation method, Ann. Math. Statist. 22, 1951; against reshuffling: "
    "Mishchenko, Khaled and Richtárik, Random reshuffling, NeurIPS 2020, arXiv:2006.05988",
    sampling="replaced",
)
