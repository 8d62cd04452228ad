"""Gradient descent: a step against the gradient of the whole training loss, so no noise, but a pass for each step."""

from dataclasses import replace

from backend.compute.optimizers.sgd import SGD

GRADIENT_DESCENT = replace(
    SGD,
    name="gradient-descent",
    title="Gradient descent",
    rates=(0.3, 1.0, 3.0, 10.0, 30.0),
    paper="Cauchy, Méthode générale pour la résolution des systèmes d'équations simultanées, C. R. Acad. Sci. 25, 1847",
    sampling="full",
)
