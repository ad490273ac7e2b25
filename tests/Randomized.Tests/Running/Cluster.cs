using DtnBox.Testing;

namespace DtnBox.Randomized.Tests.Running;

/// <summary>The hosts of one hub, under a supervisor that starts another whenever there are too few that can work.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private const string Owns = "Task hub is ours";
    private const int MostLaunches = 60;
    // Short, so that takeovers are quick; a host that gets no processor for so long gives up its hub.
    private const string LeaseSeconds = "3";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly FunctionsAppFolder _app;
    private readonly int _wanted;
    private readonly Timeline _timeline;
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _sync = new();
    private readonly List<FunctionsHostProcess> _all = [];
    private readonly HashSet<FunctionsHostProcess> _paused = [];
    private readonly HashSet<FunctionsHostProcess> _doomed = [];
    private Task _supervision = Task.CompletedTask;

    private Cluster(FunctionsAppFolder app, int wanted, Timeline timeline) => (_app, _wanted, _timeline) = (app, wanted, timeline);

    /// <summary>Gets the hosts a client may try: those that are not known to have ended, paused ones included.</summary>
    public IReadOnlyList<FunctionsHostProcess> Hosts
    {
        get
        {
            lock (_sync)
            {
                return [.. _all.Where(host => !host.HasExited)];
            }
        }
    }

    public int Launches
    {
        get
        {
            lock (_sync)
            {
                return _all.Count;
            }
        }
    }

    /// <summary>Gets a value indicating whether a host ended that nobody had told to.</summary>
    public bool HostEndedByItself { get; private set; }

    public static async Task<Cluster> StartAsync(FunctionsAppFolder app, int hosts, Timeline timeline)
    {
        var cluster = new Cluster(app, hosts, timeline);
        cluster.Launch();
        cluster._supervision = cluster.SuperviseAsync();
        FunctionsHostProcess owner = await cluster.OwnerAsync();
        await owner.ReadyAsync();
        return cluster;
    }

    /// <summary>Gives the host that owns the hub, as far as its log tells; null while there is none.</summary>
    public FunctionsHostProcess? FindOwner()
    {
        lock (_sync)
        {
            return _all.LastOrDefault(
                host => !host.HasExited && !_paused.Contains(host) && host.Output.Contains(Owns, StringComparison.Ordinal));
        }
    }

    public async Task<FunctionsHostProcess> OwnerAsync()
    {
        FunctionsHostProcess? owner = null;
        await Eventually.ThatAsync(() => (owner = FindOwner()) is not null, Patience, "a host owns the hub");
        return owner!;
    }

    public void Kill(FunctionsHostProcess host)
    {
        Doom(host);
        host.Kill();
    }

    /// <summary>Stops the host as an operator does.</summary>
    public async Task StopAsync(FunctionsHostProcess host)
    {
        Doom(host);
        int exit = await host.StopAsync();
        _timeline.Note($"host {host.Id} ended with {exit}");
    }

    /// <summary>Pauses the host until another owns the hub, and then as long as asked; then it must end by itself.</summary>
    public async Task PauseUntilTakeoverAsync(FunctionsHostProcess host, Func<Task> meanwhile)
    {
        lock (_sync)
        {
            _paused.Add(host);
        }

        host.Pause();
        FunctionsHostProcess successor = await OwnerAsync();
        _timeline.Note($"host {successor.Id} has taken over");
        await meanwhile();
        Doom(host);
        host.Resume();
        _timeline.Note($"host {host.Id} runs on");
        int exit = await host.ExitAsync();
        _timeline.Note($"host {host.Id} ended with {exit}");
        if (exit == 0)
        {
            _timeline.Report($"Host {host.Id} lost the hub while it was paused and ended as if nothing had happened.");
        }
    }

    public string Output()
    {
        lock (_sync)
        {
            return string.Join("\n\n", _all.Select(host => $"--- host {host.Id}\n{host.Output}"));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _supervision;
        await Task.WhenAll(_all.Select(host => host.DisposeAsync().AsTask()));
        _closing.Dispose();
    }

    private async Task SuperviseAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            int working;
            lock (_sync)
            {
                foreach (FunctionsHostProcess ended in _all.Where(host => host.HasExited && !_doomed.Contains(host)).ToArray())
                {
                    _timeline.Note($"host {ended.Id} ended by itself");
                    _doomed.Add(ended);
                    HostEndedByItself = true;
                }

                working = _all.Count(host => !_doomed.Contains(host) && !_paused.Contains(host));
            }

            if (working < _wanted && _all.Count < MostLaunches)
            {
                Launch();
            }

            await Task.Delay(Pause, TimeProvider.System, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Launch()
    {
        FunctionsHostProcess host = FunctionsHostProcess.Launch(_app, "--lease", LeaseSeconds);
        lock (_sync)
        {
            _all.Add(host);
        }

        _timeline.Note($"host {host.Id} launched at port {host.Port}");
    }

    private void Doom(FunctionsHostProcess host)
    {
        lock (_sync)
        {
            _doomed.Add(host);
        }
    }
}
