using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace DtnBox.Randomized.App.Effects;

/// <summary>The file in which activities note their runs, written by several processes at once.</summary>
/// <remarks>
/// One write of one line to a file opened for appending is never torn nor overwritten, and what is written outlives a
/// killed process. .NET's own append mode keeps the offset in the process.
/// </remarks>
internal sealed partial class Journal(string path)
{
    private const int WriteOnly = 0x1;
    private const int Create = 0x40;
    private const int AppendOnly = 0x400;
    private const int CloseOnExec = 0x80000;
    private const int OwnerReadsAndWrites = 0x180;

    public void Append(string key, bool hasFailed, string instanceId)
    {
        string line = $"{key} {(hasFailed ? "failed" : "done")} {instanceId} {Environment.ProcessId}\n";
        using SafeFileHandle file = Open(path, WriteOnly | Create | AppendOnly | CloseOnExec, OwnerReadsAndWrites);
        if (file.IsInvalid)
        {
            throw new IOException($"{path} cannot be opened: error {Marshal.GetLastPInvokeError()}");
        }

        RandomAccess.Write(file, Encoding.UTF8.GetBytes(line), 0);
    }

    public int CountFailures(string key)
    {
        if (!File.Exists(path))
        {
            return 0;
        }

        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        string start = $"{key} failed ";
        int count = 0;
        while (reader.ReadLine() is { } line)
        {
            count += line.StartsWith(start, StringComparison.Ordinal) ? 1 : 0;
        }

        return count;
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial SafeFileHandle Open(string path, int flags, int mode);
}
