"""A compiled function as a number, so that a compiled loop can be given any function of one type, and is compiled once.

numba's own way, functions as arguments, takes a tenth of a millisecond to hand one over; this takes what a number does.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numba.extending
from numba import types


def intrinsic(function: Callable[..., Any]) -> Any:
    """numba's; what it decorates is called without the first argument it is written with, which no type says."""
    return numba.extending.intrinsic(function)


def address(function: Any) -> int:
    """Of what was compiled for a single signature. The function must outlive every call."""
    (result,) = function.overloads.values()
    return int(result.library.get_pointer_to_function(result.fndesc.llvm_func_name))


@intrinsic
def call(_typing: Any, _address: Any, given: Any) -> Any:
    """(address, arguments as a tuple): calls a function of these types that returns nothing."""
    kinds = tuple(given)

    def made(context: Any, builder: Any, _signature: Any, values: Any) -> Any:
        place, arguments = values
        function = context.call_conv.get_function_type(types.void, kinds)
        pointer = builder.inttoptr(place, function.as_pointer())
        unpacked = [builder.extract_value(arguments, number) for number in range(len(kinds))]
        status, _ = context.call_conv.call_function(builder, pointer, types.void, kinds, unpacked)
        with builder.if_then(status.is_error, likely=False):
            context.call_conv.return_status_propagate(builder, status)
        return context.get_dummy_value()

    return types.void(types.intp, given), made
