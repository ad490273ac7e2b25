using System.Runtime.InteropServices;

namespace DtnBox.FunctionsHost;

/// <summary>Ctrl-C and SIGTERM while the host waits for its task hub, before the web application listens to them.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly PosixSignalRegistration interrupt;
    private readonly PosixSignalRegistration terminate;

    public StopSignals(IHostApplicationLifetime lifetime)
    {
        interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            lifetime.StopApplication();
        }
    }

    public void Dispose()
    {
        interrupt.Dispose();
        terminate.Dispose();
    }
}
