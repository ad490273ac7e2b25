using System.ComponentModel;
using System.Runtime.InteropServices;

namespace DtnBox.Testing;

/// <summary>POSIX signals by the numbers Linux gives them.</summary>
internal enum Signal
{
    Interrupt = 2,
    Kill = 9,
    Terminate = 15,
    Continue = 18,
    Stop = 19,
}

internal static partial class Signals
{
    private const int NoSuchProcess = 3;

    /// <summary>Sends the signal; a negative id means the whole process group. False if nobody is left to get it.</summary>
    public static bool Send(int processId, Signal signal)
    {
        if (Kill(processId, (int)signal) == 0)
        {
            return true;
        }

        int error = Marshal.GetLastPInvokeError();
        return error == NoSuchProcess ? false : throw new Win32Exception(error);
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int processId, int signal);
}
