using System.Diagnostics;
using DtnBox.Testing;

namespace DtnBox.EndToEnd.Installations;

/// <summary>SIGKILL to one process of an installation, and what has to be done so that it is there again.</summary>
internal static class Kills
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Kills the agent of a site and starts it again.</summary>
    public static async Task KillAgentAsync(this Installation dtnbox, Site site)
    {
        site.Agent!.Kill9();
        await site.Agent.DisposeAsync();
        dtnbox.StartAgent(site);
    }

    /// <summary>Kills the process that runs the app. Its host starts the next by itself.</summary>
    public static async Task KillWorkerAsync(this Installation dtnbox)
    {
        int? worker = null;
        await Eventually.ThatAsync(
            () => (worker = dtnbox.WorkerId()) is not null, Patience, "the host has started its worker", Cancel);
        Kill(worker!.Value);
        await IsGoneAsync(worker.Value);
    }

    /// <summary>Kills the Functions host and starts it again, when its worker has ended by itself.</summary>
    public static async Task KillHostAsync(this Installation dtnbox)
    {
        int? worker = dtnbox.WorkerId();
        dtnbox.Host.Kill9();
        await dtnbox.Host.WaitForExitAsync(Patience, Cancel);
        if (worker is { } orphan)
        {
            await IsGoneAsync(orphan);
        }

        await dtnbox.Host.DisposeAsync();
        await dtnbox.StartHostAsync();
    }

    private static void Kill(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            found.Kill();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // It ended by itself just now.
        }
    }

    private static Task IsGoneAsync(int process) => Eventually.ThatAsync(
        () => !Directory.Exists($"/proc/{process}"), Patience, $"process {process} is gone", Cancel);
}
