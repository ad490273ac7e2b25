namespace DtnBox.FunctionsHost.Worker;

/// <summary>Keeps one worker running: starts it, starts another when it dies, and lets calls wait in between.</summary>
internal sealed partial class WorkerSupervisor(
    FunctionsApp app, RpcServer rpc, string publicAuthority, TimeProvider time, ILoggerFactory loggers) : IAsyncDisposable
{
    // As long as Microsoft's host waits for the first step of a start.
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan GracePeriod = TimeSpan.FromSeconds(5);

    private readonly ILogger<WorkerSupervisor> _logger = loggers.CreateLogger<WorkerSupervisor>();
    private readonly OrphanFile _orphans = new(app.MakeStateFolder());
    private readonly CrashCount _crashes = new(time);
    private readonly CancellationTokenSource _stop = new();
    private volatile TaskCompletionSource<RunningWorker> _worker = New();
    private volatile bool _draining;
    private Task _running = Task.CompletedTask;

    /// <summary>Gives the worker that runs, or the next one. When the very first one does not start, that is thrown.</summary>
    public Task<RunningWorker> WorkerAsync(CancellationToken cancellationToken) => _worker.Task.WaitAsync(cancellationToken);

    public void Start() => _running = KeepRunningAsync();

    /// <summary>From now on no other worker takes the place of one that ends.</summary>
    public void Drain() => _draining = true;

    /// <summary>Ends the worker: first it is asked to, then it is killed.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private static TaskCompletionSource<RunningWorker> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task KeepRunningAsync()
    {
        if (_orphans.EndOrphan())
        {
            LogOrphan();
        }

        for (bool isFirst = true; !_draining && !_stop.IsCancellationRequested; isFirst = false)
        {
            try
            {
                await RunOneAsync();
            }
            catch (Exception e) when (!_stop.IsCancellationRequested)
            {
                if (isFirst && _worker.TrySetException(e))
                {
                    return;
                }

                LogStartFailed(e.Message);
            }

            TimeSpan pause = _crashes.Add();
            if (_crashes.IsTooMany)
            {
                LogTooManyCrashes(CrashCount.Limit, pause);
            }

            await Task.Delay(pause, time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RunOneAsync()
    {
        string id = Guid.NewGuid().ToString();
        using var channel = new WorkerChannel(loggers.CreateLogger<WorkerChannel>());
        rpc.Expect(id, channel);
        await using var process = new WorkerProcess(app, rpc.Address, id, publicAuthority, loggers.CreateLogger<WorkerProcess>());
        Task<int> exited = await process.StartAsync();
        _orphans.Remember(process.Id);
        Task<RunningWorker> loading = RunningWorker.LoadAsync(channel, app.Arguments.AppFolder, _stop.Token);
        await Task.WhenAny(loading, exited, Task.Delay(StartTimeout, time, _stop.Token));
        if (!loading.IsCompleted || exited.IsCompleted)
        {
            string problem = exited.IsCompleted ? $"ended with exit code {await exited} before it was ready" : $"was not ready in {StartTimeout}";
            throw new AppConfigurationException("app", "worker", problem, "Look above at what it says");
        }

        _worker.SetResult(await loading);
        LogReady(process.Id);
        // One without its stream takes no calls any more, and does not notice: it is killed at the end.
        await Task.WhenAny(exited, channel.Ended, Task.Delay(Timeout.InfiniteTimeSpan, time, _stop.Token));
        _worker = New();
        if (_stop.IsCancellationRequested)
        {
            channel.Send(new() { WorkerTerminate = new() { GracePeriod = new() { Seconds = GracePeriod.Seconds } } });
            await Task.WhenAny(exited, Task.Delay(GracePeriod, time));
        }
        else
        {
            LogEnded(process.Id);
        }
    }
}
