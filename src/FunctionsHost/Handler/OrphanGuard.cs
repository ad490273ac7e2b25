using System.Diagnostics;
using System.Globalization;

namespace DtnBox.FunctionsHost.Handler;

/// <summary>Ends the handler when this host is killed and cannot do it itself.</summary>
/// <remarks>
/// A shell waits on a pipe that only this process holds open: when the host dies, however it dies, the pipe ends and the
/// shell kills the handler. Without it a killed host would leave a handler behind that goes on with its activities.
/// </remarks>
internal sealed class OrphanGuard : IDisposable
{
    private readonly Process? _shell;

    public OrphanGuard(int handlerId)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true, UseShellExecute = false };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("read _; kill -KILL \"$0\"");
        start.ArgumentList.Add(handlerId.ToString(CultureInfo.InvariantCulture));
        _shell = Process.Start(start);
    }

    public void Dispose()
    {
        // First the guard, then its pipe: the handler has ended, and its id may soon be another's.
        _shell?.Kill();
        _shell?.WaitForExit();
        _shell?.Dispose();
    }
}
