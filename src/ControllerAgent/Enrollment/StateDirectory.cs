using Microsoft.Extensions.Options;

namespace DtnBox.ControllerAgent.Enrollment;

/// <summary>The agent's files: readable by nobody else, each either old or new, never half. One process at a time.</summary>
internal sealed class StateDirectory : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _path;
    private readonly FileStream _lock;

    /// <summary>Opens the directory, makes it when it is missing, and keeps other processes out of it.</summary>
    /// <exception cref="StateDirectoryException">It cannot be used; the message says why and what helps.</exception>
    public StateDirectory(IOptions<AgentOptions> options)
    {
        _path = options.Value.StateDirectory;
        try
        {
            Directory.CreateDirectory(_path, OwnerOnly | UnixFileMode.UserExecute);
            File.SetUnixFileMode(_path, OwnerOnly | UnixFileMode.UserExecute);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StateDirectoryException(
                $"The state directory {_path} cannot be made private: {fault.Message}. "
                + "Give it to the user that the agent runs as, or set Agent:StateDirectory to another one.",
                fault);
        }

        // Two processes with one identity would take each other's leases in an endless quarrel.
        try
        {
            _lock = Open("lock", FileMode.OpenOrCreate);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StateDirectoryException(
                $"Another agent is using the state directory {_path}. Stop it, or give this one a directory of its own.",
                fault);
        }
    }

    /// <summary>A file's content, or null when it does not exist.</summary>
    public string? Read(string name)
    {
        string file = Path.Combine(_path, name);
        return File.Exists(file) ? File.ReadAllText(file) : null;
    }

    /// <summary>Writes a file. When it returns, the content survives a power cut.</summary>
    public void Write(string name, string content)
    {
        string next = name + ".new";
        using (FileStream file = Open(next, FileMode.Create))
        {
            using (var writer = new StreamWriter(file, leaveOpen: true))
            {
                writer.Write(content);
            }

            file.Flush(flushToDisk: true);
        }

        File.Move(Path.Combine(_path, next), Path.Combine(_path, name), overwrite: true);

        // A rename is on the disk with the next flush of what was renamed; .NET cannot flush a directory.
        using FileStream renamed = Open(name, FileMode.OpenOrCreate);
        renamed.Flush(flushToDisk: true);
    }

    /// <summary>Removes a file, if it is there.</summary>
    public void Delete(string name) => File.Delete(Path.Combine(_path, name));

    public void Dispose() => _lock.Dispose();

    private FileStream Open(string name, FileMode mode) => new(
        Path.Combine(_path, name),
        new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            UnixCreateMode = OwnerOnly,
        });
}
