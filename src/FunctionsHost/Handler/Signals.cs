using System.Runtime.InteropServices;

namespace DtnBox.FunctionsHost.Handler;

/// <summary>The one signal that .NET cannot send: please stop.</summary>
internal static partial class Signals
{
    private const int SigTerm = 15;

    public static void Terminate(int processId)
    {
        if (!OperatingSystem.IsWindows())
        {
            // Failure means that it is gone already, which is what was asked for.
            _ = Kill(processId, SigTerm);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int processId, int signal);
}
