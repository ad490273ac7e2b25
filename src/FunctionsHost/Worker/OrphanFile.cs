namespace DtnBox.FunctionsHost.Worker;

/// <summary>Remembers the worker on disk, so that the next host can end one that outlived a host which was killed: a second net
/// below the parent-death signal, which needs a program that is not everywhere.</summary>
internal sealed class OrphanFile(string stateFolder)
{
    private readonly string _path = Path.Combine(stateFolder, "worker");

    public void Remember(int processId) => File.WriteAllText(_path, $"{processId} {StartOf($"{processId}")}");

    public void Forget() => File.Delete(_path);

    /// <summary>Ends the worker of a former host. Ids are used again: it is the one that began at the very tick that was noted.</summary>
    public bool EndOrphan()
    {
        try
        {
            string[] noted = File.ReadAllText(_path).Split(' ');
            if (StartOf(noted[0]) == noted[1])
            {
                Process.GetProcessById(int.Parse(noted[0], CultureInfo.InvariantCulture)).Kill(entireProcessTree: true);
                return true;
            }
        }
        catch (Exception e) when (e is IOException or ArgumentException or InvalidOperationException)
        {
            // No file, or nobody by that id any more.
        }

        return false;
    }

    /// <summary>The 22nd field of its status; the second is the program's name in parentheses and may have blanks in it.</summary>
    private static string StartOf(string processId)
        => File.ReadAllText($"/proc/{processId}/stat").Split(')')[^1].Trim().Split(' ')[19];
}
