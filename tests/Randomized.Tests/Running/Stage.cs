using DtnBox.EndToEnd.Installations;
using DtnBox.Randomized.Tests.Faults;
using DtnBox.Randomized.Tests.Generation;

namespace DtnBox.Randomized.Tests.Running;

/// <summary>An installation whose storage and stores lie behind proxies that cause trouble, and that is kept alive.</summary>
/// <remarks>
/// A host may end by itself when its storage is away for long, as it may in production, where something starts it again: so
/// it does here. An agent must never end by itself.
/// </remarks>
internal sealed class Stage : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly SemaphoreSlim _host = new(1);
    private readonly CancellationTokenSource _closing = new();
    private Task _supervision = Task.CompletedTask;

    private Stage(StorageFaults storage, Installation dtnbox) => (Storage, Dtnbox) = (storage, dtnbox);

    public StorageFaults Storage { get; }

    public Installation Dtnbox { get; }

    /// <summary>Gets how often a host ended that nobody had killed.</summary>
    public int HostsEnded { get; private set; }

    public static async Task<Stage> StartAsync()
    {
        StorageFaults storage = await StorageFaults.StartAsync();
        try
        {
            Installation dtnbox = await Installation.StartAsync(
                agentSettings: new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["Transfer__MultipartThresholdBytes"] = $"{ScheduleGenerator.PartSize}",
                    ["Transfer__MinimumPartSizeBytes"] = $"{ScheduleGenerator.PartSize}",
                    ["Transfer__LargestTunedPartBytes"] = $"{ScheduleGenerator.PartSize}",
                    ["Transfer__FirstRetryDelay"] = "00:00:00.2",
                    ["Transfer__ChunkMaxObjects"] = "20",
                },
                storage: storage.ConnectionString);
            dtnbox.A.Proxy.BytesPerSecond = 16 * ScheduleGenerator.Mebibyte;
            dtnbox.B.Proxy.BytesPerSecond = 8 * ScheduleGenerator.Mebibyte;
            var stage = new Stage(storage, dtnbox);
            stage._supervision = stage.SuperviseAsync();
            return stage;
        }
        catch
        {
            await storage.DisposeAsync();
            throw;
        }
    }

    /// <summary>What happened so far: requests to the stores and writes to the storage.</summary>
    public int Ticks() => Dtnbox.A.Proxy.Requests.Count + Dtnbox.B.Proxy.Requests.Count + Storage.Writes;

    public Task KillHostAsync() => WithHostAsync(Dtnbox.KillHostAsync);

    public Task KillWorkerAsync() => WithHostAsync(Dtnbox.KillWorkerAsync);

    public Task KillAgentAsync(Side side) => Dtnbox.KillAgentAsync(side == Side.Source ? Dtnbox.A : Dtnbox.B);

    /// <summary>The programs' last lines.</summary>
    public string Output()
        => $"--- host\n{Dtnbox.Host.Output}\n--- agent A\n{Dtnbox.A.Agent!.Output}\n--- agent B\n{Dtnbox.B.Agent!.Output}";

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _supervision;
        await Dtnbox.DisposeAsync();
        await Storage.DisposeAsync();
        _closing.Dispose();
        _host.Dispose();
    }

    private async Task SuperviseAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            await WithHostAsync(() => Task.CompletedTask);
            await Task.Delay(Pause, TimeProvider.System, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Does something with a host that is there: before it, and after it, one that has ended is started again.</summary>
    private async Task WithHostAsync(Func<Task> act)
    {
        await _host.WaitAsync();
        try
        {
            await ReviveAsync();
            try
            {
                await act();
            }
            catch (Exception e) when (e is TimeoutException or InvalidOperationException)
            {
                // It ended by itself just then, or could not start while its storage is in trouble.
            }

            await ReviveAsync();
        }
        finally
        {
            _host.Release();
        }
    }

    private async Task ReviveAsync()
    {
        while (Dtnbox.Host.HasExited && !_closing.IsCancellationRequested)
        {
            HostsEnded++;
            await Dtnbox.Host.DisposeAsync();
            try
            {
                await Dtnbox.StartHostAsync();
            }
            catch (Exception e) when (e is TimeoutException or InvalidOperationException)
            {
                // Its storage is in trouble still.
            }
        }
    }
}
