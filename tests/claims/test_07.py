"""The numbers that notebook 07 says in words: computed here, and looked for in their sentences."""

import functools

import numpy as np
import pytest
from scipy.special import expit

from lib import gradients, layers, logistic, mlp, pets
from lib.views import backprop as views
from lib.views.view import number
from tests.claims.prose import Prose

# What was set and not computed: steps and settings, features of an animal, sections of a book.
SET = {
    "nb07-014": ["back to 0.01"],
    "nb07-054c": ["from 0.01 to 100", "lowest loss after 1,000 steps"],
    "nb07-056": ["With 0.01 the loss"],
    "nb07-084": ["sections 6.5 and 8.1"],
}
notebook = Prose("07", given=SET)


def ends(values, digits=2):
    return f"{number(min(values), digits)} to {number(max(values), digits)}"


# 1 to 5: differences, tables, descent.


def test_differences_of_a_cube():
    forward, central = ((2 + 0.5) ** 3 - 8) / 0.5, ((2 + 0.5) ** 3 - (2 - 0.5) ** 3) / (2 * 0.5)
    notebook.says("nb07-002", f"With $h=0.5$ that is {forward:g} and {central:g}")
    for h, sign in ((1e-6, ""), (-1e-6, "−")):
        assert f"{((2 + h) ** 3 - 8) / abs(h):.2f}".replace("-", "−") == f"{sign}12.00"
    notebook.says("nb07-004", "for $x^3$ at 2 it is 12 or −12")


def test_the_best_steps():
    forward, central = gradients.best_step(8, 12, central=False), gradients.best_step(8, 6)
    assert [f"{h:.1e}" for h in (forward, central)] == ["1.7e-08", "7.6e-06"]
    notebook.says("nb07-008", r"\approx1.7\cdot10^{-8}$", r"\approx7.6\cdot10^{-6}$", "right to ten digits")
    assert abs(gradients.central_difference(views.cube, 2.0, central) / 12 - 1) < 1e-10
    assert 2 + 2e-16 == 2 and 2 + 1e-15 != 2
    digits = [-np.log10(abs(gradients.forward_difference(views.cube, 2.0, h) / 12 - 1)) for h in (forward, 2 * forward)]
    assert 7 < min(digits) <= max(digits) < 9
    notebook.says("nb07-008", "Half of the digits are left there.", "$2+h$ *is* 2")


def test_what_the_check_accepts():
    assert gradients.check_gradient(views.cube, 12 * (1 + 0.9e-5), 2.0).passed
    assert not gradients.check_gradient(views.cube, 12 * (1 + 1.2e-5), 2.0).passed
    notebook.says("nb07-010", "Up to $10^{-5}$ the formula passes.")


def test_rows_and_tables_by_hand():
    x, h = np.array([3.0, 0.0, -1.0]), np.array([0, 0, 0.1])
    assert (x + h) @ (x + h) - x @ x == pytest.approx(2 * x @ h + 0.01)
    notebook.says("nb07-011", r"$\nabla f=2x=(6,0,-2)$", r"by $Df\,h=-0.2$, up to $\lVert h\rVert^2=0.01$")
    A, x = np.array([[0.0, 2.0], [0.0, 0.0]]), np.array([1.0, 3.0])
    np.testing.assert_allclose(gradients.central_difference(lambda x: x @ A @ x / 2, x), [3, 1], atol=1e-9)
    np.testing.assert_array_equal(A @ x, [6, 0])
    notebook.says("nb07-015", "At $(1,3)$ that is $(3,1)$, and $Ax=(6,0)$ is wrong.")


def test_the_forgotten_term_is_x_turned():
    for s, *x in np.random.default_rng(0).normal(size=(50, 3)):
        A = np.array([[2, 1 + s], [1 - s, 3]])
        forgotten = gradients.central_difference(lambda x: x @ A @ x / 2, np.array(x)) - A @ x
        np.testing.assert_allclose(forgotten, [-s * x[1], s * x[0]], atol=1e-8)
    notebook.says("nb07-019", r"The forgotten term is $(-s\,x_2,\;s\,x_1)$.", "So it is 0 at $x=0$ alone")


def test_the_chain_rule_by_hand_and_its_price():
    notebook.says("nb07-020", r"So $Df\cdot Dg=(39,\,27)$.", r"it would be $(15,\,11)$: wrong")
    Dg = np.array([[3, 2], [1, 1]])
    assert (np.array([12, 3]) @ Dg).tolist() == [39, 27] and (np.array([4, 3]) @ Dg).tolist() == [15, 11]
    small = 6 * 6 + 6 * 6, 6 * 6 * 6 + 1 * 6 * 6
    assert gradients.chain_costs([6, 6, 6, 1]) == small and small[1] / small[0] == 3.5
    notebook.says("nb07-024", f"{small[0]} multiplications instead of {small[1]}")
    assert [round(cost, -7) for cost in (2 * 1000**2 * 5, 1000**3 + 1000**2)] == [10**7, 10**9]
    notebook.says("nb07-024", "For three layers of a thousand it is 2 million instead of a thousand million.")


def test_descent_by_hand():
    assert [abs(1 - 0.4 * c) for c in (4, 1)] == pytest.approx([0.6, 0.6])
    notebook.says("nb07-026", r"$1,-\tfrac12,\tfrac14,\dots$", "With $\\alpha=1.5$ the sign changes at every step")
    notebook.says("nb07-030", "Here $2/4=0.5$.", f"$\\alpha=2/(4+1)={2 / 5}$")
    notebook.says("nb07-030", f"$(20+2)/(1+2)={22 / 3:.1f}$ instead of 20")
    A = np.random.default_rng(0).normal(size=(9, 4))
    assert np.linalg.cond(A.T @ A) == pytest.approx(np.linalg.cond(A) ** 2)
    notebook.says("nb07-030", "it is the square of the condition number of $A$ itself")


# 6 and 7: backpropagation.


def test_the_scalar_example():
    p = expit(0.5)
    notebook.says("nb07-032", f"$p={p:.3f}$", f"$\\mathcal L={-np.log(p):.3f}$")
    z1 = (p - 1) / 4
    notebook.says("nb07-032", f"| −{1 - p:.3f} | $p'=p(1-p)$", f"| −{-z1:.3f} | $z_1=xW_1$")
    notebook.says("nb07-032", f"y_1\\cdot\\partial\\mathcal L/\\partial z_2=-{(1 - p) / 2:.3f}$")
    notebook.says("nb07-032", f"| −{1 - p:.3f} | $z_2=y_1W_2$", f"| −{-z1:.3f} | $\\sigma'=y_1(1-y_1)")


def test_softmax_by_hand():
    z, label = np.array([2.0, 1.0, 0.0]), 1
    p = np.exp(z) / np.exp(z).sum()
    slope = gradients.central_difference(lambda z: -np.log(np.exp(z[label]) / np.exp(z).sum()), z)
    np.testing.assert_allclose(slope, p - [0, 1, 0], atol=1e-9)
    notebook.says("nb07-033c", "$p=({:.3f},\\,{:.3f},\\,{:.3f})$".format(*p))
    notebook.says("nb07-033c", f"$\\nabla_z=({p[0]:.3f},\\,-{1 - p[1]:.3f},\\,{p[2]:.3f})$", "The entries add up to 0.")


W = [np.array(M) for M in ([[1, -1], [0.5, 1.5], [-1.5, 0.5]], [[2, -1.5], [-1, 2.5]], [[2.5], [-2.0]])]


def test_every_gradient_of_the_network_against_differences():
    network, x = mlp.Network(W, None, "sigmoid"), np.array([pets.SLIDES["pointy-eared shepherd"]])
    for t in (0.0, 1.0):

        def loss(x, *W):
            z3 = expit(expit(x @ W[0]) @ W[1]) @ W[2]
            return float(np.log1p(np.exp((1 - 2 * t) * z3))[0, 0])

        _, back = mlp.loss_and_gradients(network, x, [[t]], "cross-entropy")
        assert gradients.check_gradient(lambda v: loss(v, *W), back.y[0], x).passed
        for k in range(3):
            assert gradients.check_gradient(lambda v, k=k: loss(x, *W[:k], v, *W[k + 1 :]), back.W[k], W[k]).passed
    notebook.says("nb07-037b", "put the second animal of the slides, our fold-eared cat, $(0.79,\\,0.01,\\,0.14)$")
    assert pets.SLIDES["fold-eared cat"] == (0.79, 0.01, 0.14)


def test_the_other_label_changes_all_gradients_by_one_factor():
    network, x = mlp.Network(W, None, "sigmoid"), np.array([pets.SLIDES["pointy-eared shepherd"]])
    cat, dog = (mlp.loss_and_gradients(network, x, [[t]], "cross-entropy")[1] for t in (0, 1))
    as_dog, as_cat = (float(back.z[-1][0, 0]) for back in (dog, cat))
    notebook.says("nb07-042", f"For a dog it is $-{-as_dog:.3f}$, for a cat ${as_cat:.3f}$.")
    for one, other in zip((*cat.W, *cat.z, cat.y[0]), (*dog.W, *dog.z, dog.y[0])):
        np.testing.assert_allclose(one, other * as_cat / as_dog)
    weights = sum(matrix.size for matrix in W)
    notebook.says("nb07-042", f"Here that is {weights} and {2 * weights} multiplications, slopes aside.")
    notebook.says("nb07-042", f"{2 * weights} forward passes, two for each of {weights} weights")


def test_half_of_the_table_that_nobody_builds_is_0():
    y1 = np.array([0.36, 0.85])
    table = gradients.jacobian(lambda w: y1 @ w.reshape(2, 2), W[1].ravel())
    assert table.size == 8 and (np.abs(table) > 1e-9).sum() == 4
    notebook.says("nb07-043", r"a table of $1\times2\times2\times2$ numbers, half of them 0")


@functools.cache
def animals(part="train"):
    X, labels, _ = pets.read(part)
    return X, labels


class Starts:
    """Many trainings of one hidden layer at once, a start each, in single precision: only shares and two digits."""

    def __init__(self, sizes, seeds):
        nets = [mlp.initial(sizes, np.random.default_rng(seed), "sigmoid") for seed in seeds]
        self.W = [np.array([net.W[k] for net in nets], dtype=np.float32) for k in (0, 1)]
        self.b = [np.zeros((len(nets), 1, M.shape[2]), np.float32) for M in self.W]

    def output(self, X):
        self.y = expit(X @ self.W[0] + self.b[0])
        return self.y @ self.W[1] + self.b[1]

    def gradients(self, X, t):
        """Those of W₁, b₁, W₂, b₂."""
        g = (expit(self.output(X)) - t) / X.shape[-2]
        h = (g @ self.W[1].swapaxes(1, 2)) * self.y * (1 - self.y)
        sums = (gradient.sum(axis=1, keepdims=True) for gradient in (h, g))
        return X.swapaxes(-1, -2) @ h, next(sums), self.y.swapaxes(1, 2) @ g, next(sums)

    def step(self, X, t, rate):
        for part, gradient in zip((self.W[0], self.b[0], self.W[1], self.b[1]), self.gradients(X, t)):
            part -= rate * gradient

    def loss(self, X, t):
        wrong = (1 - 2 * t) * self.output(X)
        return (np.maximum(wrong, 0) + np.log1p(np.exp(-np.abs(wrong)))).mean(axis=(1, 2))


STARTS = range(views.TrainedByHand.DRAWS)


def there_and_back(w):
    """The outputs of many networks of section 7, and the gradient of each one's loss. w : (networks, 30)."""
    X, labels = animals()
    X1, t = np.column_stack([X, np.ones(len(X))]), labels[:, None]
    W1, W2 = w[:, :24].reshape(-1, 4, 6), w[:, 24:].reshape(-1, 6, 1)
    y = expit(X1 @ W1)
    z = y @ W2
    g = (expit(z) - t) / len(t)
    h = (g @ W2.swapaxes(1, 2)) * y * (1 - y)
    return z, np.concatenate([(X1.T @ h).reshape(len(w), -1), (y.swapaxes(1, 2) @ g).reshape(len(w), -1)], axis=1)


def slopes(w):
    return there_and_back(w)[1]


@functools.cache
def with_two_lines(rate):
    """The training of section 7 from each start: weights (2001, starts, 30) and loss (2001, starts)."""
    starts = [mlp.initial([4, 6, 1], np.random.default_rng(seed), "sigmoid", bias=False).W for seed in STARTS]
    w, path, loss = np.array([np.concatenate([M.ravel() for M in W]) for W in starts]), [], []
    for _ in range(2001):
        z, gradient = there_and_back(w)
        path.append(w)
        loss.append(layers.binary_losses(z, animals()[1][:, None]).mean(axis=(1, 2)))
        w = w - rate * gradient
    return np.array(path), np.array(loss)


def largest_curvature(slopes, w, h=1e-5):
    """Of the Hessian, whose columns are differences of the gradient."""
    nudges = h * np.eye(len(w))
    return np.linalg.eigvalsh((slopes(w + nudges) - slopes(w - nudges)) / (2 * h))[-1]


def test_the_network_of_two_lines_from_each_start():
    X, labels = animals()
    X_test, y_test = animals("test")
    path, loss = with_two_lines(2)
    X1, shares = np.column_stack([X_test, np.ones(len(X_test))]), set()
    for w in path[-1]:
        right = (expit(X1 @ w[:24].reshape(4, 6)) @ w[24:] >= 0) == (y_test == 1)
        shares.add(f"{100 * right.mean():.1f}")
    notebook.says("nb07-053", f"Of the test animals {min(shares)} or {max(shares)} % are right")
    assert len(shares) == 2 and (np.diff(loss, axis=0) < 0).all()
    notebook.says("nb07-053", "Still no step leads upwards, from any of the twelve starts.")
    by_line = np.mean(logistic.predict(X, logistic.fit(X, labels)) == labels)
    bent = np.mean((there_and_back(path[100])[0] >= 0) == (labels[:, None] == 1), axis=1)
    assert (np.abs(bent - by_line) < 0.01).all()
    notebook.says("nb07-053", "nearly a straight line, about as good as the one of notebook 03")
    assert np.argmax(loss[500]) == 0
    notebook.says("nb07-053", "At step 500 the largest loss of the twelve is the first one's")
    notebook.says("nb07-053", f"lower than with 2 ({min(loss[-1]):.3f} to {max(loss[-1]):.3f})")
    start = mlp.initial([4, 6, 1], np.random.default_rng(0), "sigmoid", bias=False)
    run = mlp.train(start, np.column_stack([X, np.ones(len(X))]), labels[:, None], "cross-entropy", 2, 50)
    np.testing.assert_allclose(run.loss, loss[:51, 0], rtol=1e-12)
    notebook.says("nb07-053", "`mlp.train` takes the same steps and has the same loss.")


def test_how_near_to_the_bound():
    path, _ = with_two_lines(2)
    L = {step: largest_curvature(slopes, path[step, 0]) for step in range(0, 501, 20)}
    top = max(L, key=L.get)
    notebook.says("nb07-053", f"the largest curvature is $L={L[0]:.2f}$, and $2/L={2 / L[0]:.1f}$")
    notebook.says("nb07-053", f"At step {top} it has risen to $L={L[top]:.2f}$, so $2/L={2 / L[top]:.2f}$")
    tops = [max(largest_curvature(slopes, path[step, seed]) for step in range(120, 361, 20)) for seed in STARTS]
    notebook.says(
        "nb07-053", f"On the way from the twelve starts the largest $L$ is {min(tops):.2f} to {max(tops):.2f}."
    )
    assert sum(2 / top < 2 for top in tops) >= 2
    notebook.says("nb07-053", "For some of them $2/L$ falls a little below 2.")


def test_beyond_the_bound():
    """Which steps lead upwards hangs on the last digits; that some do, and where it ends, does not."""
    path, loss = with_two_lines(3)
    assert (np.diff(loss, axis=0) > 0).any(axis=0).all() and (loss[20:].max(axis=0) > 0.8).all()
    notebook.says("nb07-053", "From each start some steps lead upwards, and the loss jumps above 0.8.")
    assert (loss[-1] < with_two_lines(2)[1][-1]).all()
    notebook.says(
        "nb07-053", f"It ends at {min(loss[-1]):.3f} to {max(loss[-1]):.3f}, from each start lower than with 2"
    )
    assert max(largest_curvature(slopes, path[step, 0]) for step in range(0, 201, 20)) > 2 / 3


# 8 to 10: rates, batches, depth.


def test_learning_rates_from_each_start():
    X, labels = animals()
    E, t = X[:, ::2].astype(np.float32), labels[:, None].astype(np.float32)
    end = {}
    for rate in (0.01, 1.0, 3.0, 10.0):
        starts = Starts([2, 8, 1], range(views.LearningRates.DRAWS))
        for _ in range(1000):
            starts.step(E, t, np.float32(rate))
        end[rate] = starts.loss(E, t)
    assert (end[3.0] < end[10.0]).all() and (end[10.0] < end[1.0]).all()
    notebook.says("nb07-056", f"With 3 it ends lowest from each of the twelve starts, at {ends(end[3.0])}.")
    notebook.says("nb07-056", f"It ends at {ends(end[10.0])}.")
    slow = f"With 0.01 the loss is still near {np.log(2):.3f}, at {ends(end[0.01])} from the twelve starts"
    notebook.says("nb07-056", slow)


def test_learning_rates_from_the_first_start():
    X, labels = animals()
    E, t = X[:, ::2], labels[:, None]
    view = views.LearningRates(E, labels)
    runs = view.runs(0)
    assert runs[10.0].loss[1:4].max() > runs[10.0].loss[0]
    told = {step: mlp.forward(runs[10.0].network(step // 25), E).y[-1][:, 0] >= 0 for step in (25, 50, 75)}
    assert told[25].all() and not told[50].any() and 0.5 < told[75].mean() < 1
    later = [mlp.forward(runs[10.0].network(step // 25), E).y[-1][:, 0] >= 0 for step in range(250, 1001, 25)]
    assert all(np.mean(dog == (labels == 1)) > 0.8 for dog in later)  # all of one kind would be right for half
    notebook.says("nb07-056", "From step 250 on a boundary stays.")
    notebook.says("nb07-056", "Step 25 says *dog* to all animals, step 50 *cat*, step 75 *dog* to most")
    notebook.says("nb07-054", f"$\\log2={np.log(2):.3f}$")
    far = runs[100.0].loss[4:]
    assert 4.5 < far.min() < 6 and 19 < far.max() < 21
    notebook.says("nb07-056", "the loss jumps between about 5 and about 20")
    start = mlp.initial([2, 8, 1], np.random.default_rng(0), "sigmoid")
    with pytest.warns(RuntimeWarning, match="diverged"):
        two_steps = mlp.train(start, E, t, "cross-entropy", 100.0, 2).network(-1)
    for network in (two_steps, runs[100.0].network(-1)):
        assert layers.slope("sigmoid", mlp.forward(network, E).z[0]).max() < 0.01
    notebook.says("nb07-056", "With 100, from the first start, two steps saturate every hidden σ.")
    ten, three = (mlp.train(runs[rate].network(-1), E, t, "cross-entropy", rate, 1000).loss[-1] for rate in (10.0, 3.0))
    notebook.says(
        "nb07-056", f"After 2,000 steps it is the better one from the first start, {ten:.3f} against {three:.3f}"
    )
    second = mlp.initial([2, 8, 1], np.random.default_rng(1), "sigmoid")
    ten, three = (mlp.train(second, E, t, "cross-entropy", rate, 2000).loss[-1] for rate in (10.0, 3.0))
    assert ten > three
    notebook.says("nb07-056", "From the second it is not.")


def test_the_curvature_at_each_start():
    X, labels = animals()

    def slopes(w):
        starts.W = [w[:, :16].reshape(-1, 2, 8), w[:, 24:32].reshape(-1, 8, 1)]
        starts.b = [w[:, 16:24].reshape(-1, 1, 8), w[:, 32:].reshape(-1, 1, 1)]
        return np.concatenate(
            [part.reshape(len(w), -1) for part in starts.gradients(X[:, ::2], labels[:, None])], axis=1
        )

    starts = Starts([2, 8, 1], STARTS)
    each = [
        part.reshape(len(STARTS), -1).astype(float) for part in (starts.W[0], starts.b[0], starts.W[1], starts.b[1])
    ]
    L = [largest_curvature(slopes, w) for w in np.concatenate(each, axis=1)]
    notebook.says("nb07-054c", f"At the first start the largest curvature is $L={L[0]:.2f}$")
    notebook.says("nb07-056", f"At the first start $2/L={2 / L[0]:.1f}$, and 3 is a little beyond")
    notebook.says("nb07-056", f"at the twelve $2/L$ is {2 / max(L):.1f} to {2 / min(L):.1f}")


def test_which_gradients_point_the_way_of_all():
    X, labels = animals()
    start = mlp.initial([3, 6, 1], np.random.default_rng(0), activation="sigmoid")
    each = []
    for x, label in zip(X, labels):
        _, back = mlp.loss_and_gradients(start, x[None], [[label]], "cross-entropy")
        each.append(np.concatenate([part.ravel() for part in back.W + back.b]))
    with_all = np.array(each) @ np.mean(each, axis=0)
    notebook.says("nb07-057b", f"lowers the loss of all for {(with_all > 0).sum()} of the 360.")
    rng = np.random.default_rng(0)
    share = np.mean([with_all[rng.permutation(360)[:36]].mean() > 0 for _ in range(4000)])
    assert 0.96 < share < 0.99
    notebook.says("nb07-057b", "With 36 animals it does in more than 95 of 100 draws.")


def test_two_animals_at_once_and_one_after_the_other():
    network = mlp.Network(W, None, "sigmoid")
    both = np.array([pets.SLIDES["pointy-eared shepherd"], pets.SLIDES["fold-eared cat"]])
    for rows, words in (
        (2, r"W_3$ moves by $-\nabla_{W_3}=({:.3f},\,{:.3f})$"),
        (1, r"its step is $({:.3f},\,{:.3f})$"),
    ):
        _, back = mlp.loss_and_gradients(network, both[:rows], [[1], [0]][:rows], "cross-entropy")
        numbers = (f"{-value:.3f}" for value in back.W[2].ravel())
        notebook.says("nb07-057b", words.replace("{:.3f}", "{}").replace("{W_3}", "{{W_3}}").format(*numbers))


def test_all_at_once_with_larger_rates():
    X, labels = animals()
    start = mlp.initial([3, 6, 1], np.random.default_rng(0), activation="sigmoid")
    assert mlp.train(start, X, labels[:, None], "cross-entropy", 3.0, 20).loss[-1] == pytest.approx(0.62, abs=0.002)
    with pytest.warns(RuntimeWarning, match="diverged"):
        mlp.train(start, X, labels[:, None], "cross-entropy", 10.0, 20)
    notebook.says("nb07-057f", "with 3 they end at 0.62, with 10 above their start")


def test_batches_in_each_order():
    X, labels = animals()
    X, t = X.astype(np.float32), labels[:, None].astype(np.float32)
    end, late = {}, {0.3: [], 1.0: []}
    for rate in late:
        for size in (360, 36, 1):
            draws = range(views.MiniBatches.DRAWS if size < 360 else 1)
            ways = Starts([3, 6, 1], [0 for _ in draws])
            orders = [np.random.default_rng(draw) for draw in draws]
            for epoch in range(20):
                rows = np.array([order.permutation(360) for order in orders])
                for k in range(0, 360, size):
                    chosen = rows[:, k : k + size]
                    ways.step(X[chosen], t[chosen], np.float32(rate))
                    if size == 1 and epoch >= 15 and k % 36 == 35:
                        late[rate].append(ways.loss(X, t))
                if epoch == 0:
                    end[rate, size, "one epoch"] = ways.loss(X, t)
            end[rate, size] = ways.loss(X, t)
    assert (end[1.0, 1] < end[1.0, 36]).all() and (end[1.0, 36] < end[1.0, 360]).all()
    first = [end[1.0, size, "one epoch"] for size in (1, 36, 360)]
    assert (first[0] < first[1]).all() and (first[0] < first[2]).all()
    notebook.says("nb07-057f", "After one epoch the single animals lead already")
    notebook.says("nb07-057f", "It takes 7,200 steps where the others take 20 and 200")
    notebook.says("nb07-057f", f"The loss ends at {ends(end[1.0, 1])}, against {ends(end[1.0, 36])} with 36")
    notebook.says("nb07-057f", f"and {number(end[1.0, 360][0], 2)} with all at once")
    far, near = ([f"{end:.2f}" for end in (np.min(losses), np.max(losses))] for losses in late.values())
    notebook.says("nb07-057f", f"goes to and fro between {near[0]} and {near[1]}")
    notebook.says("nb07-057f", f"with 0.3 it stays between {far[0]} and {far[1]}")
    assert min(end[0.3, 36].min(), end[0.3, 360].min()) > 0.6


def test_depth():
    view = views.Depth()
    draws = range(view.DRAWS)

    def arrive(*state):
        return [view.sizes(*state, draw)[0] for draw in draws]

    ten = [1e6 * size for size in arrive("sigmoid", 10, 1.0)]
    notebook.says("nb07-062", f"it is $0.7\\cdot10^{{-6}}$ to ${max(ten):.1f}\\cdot10^{{-6}}$")
    assert f"{min(ten):.1f}" == "0.7"
    notebook.says("nb07-062", f"With ReLU and its usual weights {ends(arrive('relu', 10, 1.0))} arrives")
    least, *_, most = sorted(arrive("sigmoid", 10, 4.0))
    notebook.says("nb07-062", f"Weights four times as large do help the sigmoid: {least:.4f} to {most:.3f} arrives")
    exploded = [f"{float(f'{size:.2g}'):,.0f}" for size in sorted(arrive("relu", 10, 4.0))]
    notebook.says("nb07-062", f"the first one is {exploded[0]} to {exploded[-1]} times the last")
    assert 0.15 < np.median(arrive("sigmoid", 2, 1.0)) < 0.25 and 3e-13 < np.median(arrive("sigmoid", 20, 1.0)) < 3e-12
    notebook.says("nb07-058", f"$\\sigma'(3)={expit(3) * (1 - expit(3)):.3f}$")


# Where it breaks.


def test_kinks_and_equal_neurons():
    assert gradients.central_difference(lambda z: max(z, 0.0), 0.0) == 0.5 and layers.slope("relu", 0.0) == 0
    notebook.says("nb07-064", r"A central difference across the kink finds $\tfrac12$.")
    X, labels = animals()
    start = mlp.Network([np.ones((3, 2)), np.ones((2, 1))], [np.zeros(2), np.zeros(1)], "sigmoid")
    last = mlp.train(start, X, labels[:, None], "cross-entropy", 1.0, 50).network(-1)
    np.testing.assert_allclose(last.W[0][:, 0], last.W[0][:, 1], rtol=1e-12)
    notebook.says("nb07-064", "they get the same gradient for ever")
