using DtnBox.DurableBench.Reporting;
using DtnBox.Testing;

namespace DtnBox.DurableBench;

/// <summary>The Functions host under measurement, with the settings that it has by default.</summary>
internal sealed class BenchHost : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(10);

    private readonly FunctionsHostProcess _process;
    private readonly int? _azurite;
    private bool _killed;

    private BenchHost(FunctionsHostProcess process, int? azurite) => (_process, _azurite) = (process, azurite);

    public OrchestrationClient Orchestrations => _process.Orchestrations;

    public static async Task<BenchHost> StartAsync(
        BenchApp app, Scale scale, int? azurite, CancellationToken cancellationToken)
    {
        BenchHost host = Launch(app, scale, azurite);
        try
        {
            await host.ReadyAsync().WaitAsync(cancellationToken);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a host and waits for nothing.</summary>
    public static BenchHost Launch(BenchApp app, Scale scale, int? azurite)
        => new(
            FunctionsHostProcess.Launch(app, "--lease", $"{scale.Lease.TotalSeconds}", "--max-handler-failures", "3"), azurite);

    public Task OwnsTheHubAsync() => _process.SeesAsync("Task hub is ours");

    public Task ReadyAsync() => _process.ReadyAsync();

    /// <summary>SIGKILL to the host and its handler.</summary>
    public void Kill()
    {
        _killed = true;
        _process.Kill();
        _process.KillHandler();
    }

    /// <summary>Starts reading how much processor time each of the processes takes.</summary>
    public CpuShare ReadCpu(bool withHandler = true) => new(
        ("Azurite", _azurite),
        ("host", _process.Id),
        ("handler", withHandler ? _process.HandlerId : null),
        ("bench", Environment.ProcessId));

    public async Task<string> StatusAsync(string id)
        => (await Orchestrations.FindAsync(id, "?showInput=false"))?.GetProperty("runtimeStatus").GetString() ?? "missing";

    /// <summary>Asks every 10 ms until the instance has completed.</summary>
    public async Task CompletesAsync(string id, CancellationToken cancellationToken)
    {
        long started = TimeProvider.System.GetTimestamp();
        while (await StatusAsync(id) is var status && status != "Completed")
        {
            if (status is "Failed" or "Terminated" || TimeProvider.System.GetElapsedTime(started) > Deadline)
            {
                throw new InvalidOperationException($"{id} is {status}. The host wrote:\n{_process.Output}");
            }

            await Task.Delay(Poll, TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>Sends an event as soon as the host listens.</summary>
    public async Task RaiseWhenListeningAsync<T>(string id, string name, T data, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await Orchestrations.RaiseAsync(id, name, data);
                return;
            }
            catch (HttpRequestException e) when (e.StatusCode is null && !_process.HasExited)
            {
                // Refused while nobody listens, cut off when the host, now ready, takes the port over from its doorkeeper.
                await Task.Delay(Poll, TimeProvider.System, cancellationToken);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process.HasExited && !_killed)
        {
            await Console.Error.WriteLineAsync($"The host ended by itself. It wrote:\n{_process.Output}");
        }

        await _process.DisposeAsync();
    }
}
