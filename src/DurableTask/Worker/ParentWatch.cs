using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DtnBox.DurableTask.Worker;

/// <summary>Ends this process when the one that started it is gone.</summary>
/// <remarks>
/// A Functions host stops its handler, but one that is killed cannot: the handler would live on, hold its port and work
/// for nobody. An orphan gets another parent, which is what is looked for. Windows has no such sign; there is no watch.
/// </remarks>
internal sealed partial class ParentWatch(TimeProvider time, ILogger<ParentWatch> logger) : BackgroundService
{
    /// <summary>Not 0: to a host that means "do not start again".</summary>
    public const int ExitCode = 3;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private int _parent;

    /// <summary>Gets what tells the parent's process id; null where there is no way to know.</summary>
    internal Func<int>? ParentId { get; init; } = OperatingSystem.IsWindows() ? null : GetParentId;

    internal Action<int> Exit { get; init; } = Environment.Exit;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _parent = ParentId?.Invoke() ?? 0;
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (ParentId is null)
        {
            return;
        }

        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (ParentId() != _parent)
            {
                LogParentGone(_parent);
                Exit(ExitCode);
                return;
            }
        }
    }

    [DllImport("libc", EntryPoint = "getppid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetParentId();
}
