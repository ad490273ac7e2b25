using DtnBox.DurableTask.Worker;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace DtnBox.DurableTask.Tests.Worker;

public sealed class ParentWatchTests
{
    [Fact]
    public async Task Watch_ParentGone_EndsWithAnErrorCode()
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(30));
        CancellationToken cancel = deadline.Token;
        int parent = 100;
        var ended = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var time = new FakeTimeProvider();
        using var watch = new ParentWatch(time, NullLogger<ParentWatch>.Instance)
        {
            ParentId = () => parent,
            Exit = code => ended.TrySetResult(code),
        };
        await watch.StartAsync(cancel);

        time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(ended.Task.IsCompleted);

        parent = 1;
        while (!ended.Task.IsCompleted)
        {
            cancel.ThrowIfCancellationRequested();
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.NotEqual(0, await ended.Task);
        await watch.StopAsync(cancel);
    }

    [Fact]
    public async Task Watch_RealParent_IsKnown()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        using var watch = new ParentWatch(TimeProvider.System, NullLogger<ParentWatch>.Instance)
        {
            Exit = code => throw new InvalidOperationException($"Ended with {code}."),
        };

        await watch.StartAsync(cancel);
        await watch.StopAsync(cancel);

        Assert.True(OperatingSystem.IsWindows() || watch.ParentId!() > 0);
    }
}
