# The reference workload in PyTorch: python3 torch_train.py <folder of the four IDX files> <dtype> <iterations>
import torch
import workload

dtype = getattr(torch, workload.dtype)


def read(name, header):
    return torch.from_numpy(workload.read(name, header))


def images(name):
    return read(name, 16).reshape(-1, 784).to(dtype) / 255


x_train, t_train = images("train-images-idx3-ubyte"), read("train-labels-idx1-ubyte", 8).long()
x_test, t_test = images("t10k-images-idx3-ubyte"), read("t10k-labels-idx1-ubyte", 8).long()
torch.manual_seed(1)
net = torch.nn.Sequential(torch.nn.Linear(784, 50), torch.nn.Sigmoid(), torch.nn.Linear(50, 10)).to(dtype)
with torch.no_grad():
    for layer in (net[0], net[2]):
        layer.weight.normal_(std=0.01)
        layer.bias.zero_()
cross_entropy = torch.nn.CrossEntropyLoss()
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)


@torch.no_grad()
def accuracy(x, t):
    return float((net(x).argmax(dim=1) == t).double().mean())


def evaluate():
    accuracy(x_train, t_train), accuracy(x_test, t_test)


def step():
    mask = torch.randint(60000, (100,))
    x, t = x_train[mask], t_train[mask]
    optimizer.zero_grad()
    cross_entropy(net(x), t).backward()
    optimizer.step()
    with torch.no_grad():
        return cross_entropy(net(x), t).item()


workload.measure(evaluate, step, lambda: accuracy(x_test, t_test))
