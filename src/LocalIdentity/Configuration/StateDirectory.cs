using Microsoft.Extensions.Options;

namespace DtnBox.LocalIdentity.Configuration;

/// <summary>Where accounts and keys lie; readable by nobody else.</summary>
internal sealed class StateDirectory
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _root;

    /// <summary>Opens the directory, and makes it when it is missing.</summary>
    /// <exception cref="StateDirectoryException">It cannot be made private; the message says why and what helps.</exception>
    public StateDirectory(IOptions<LocalIdentityOptions> options)
    {
        _root = options.Value.StateDirectory;
        foreach (string folder in new[] { _root, ProtectionKeys, ServerKeys })
        {
            MakePrivate(folder);
        }

        // SQLite gives its side files the mode of the database.
        using FileStream created = Open(Database, FileMode.OpenOrCreate, FileShare.ReadWrite | FileShare.Delete);
    }

    /// <summary>Gets the SQLite file with accounts, clients and tokens.</summary>
    public string Database => Path.Combine(_root, "identity.db");

    /// <summary>Gets the Data Protection key ring: it encrypts the server's keys, cookies and reset links.</summary>
    public string ProtectionKeys => Path.Combine(_root, "protection");

    /// <summary>Gets the keys that sign and encrypt tokens, encrypted.</summary>
    public string ServerKeys => Path.Combine(_root, "keys");

    /// <summary>Keeps a second server out; commands may run beside one.</summary>
    /// <exception cref="StateDirectoryException">Another server has it.</exception>
    public IDisposable LockForServer()
    {
        try
        {
            return Open(Path.Combine(_root, "lock"), FileMode.OpenOrCreate, FileShare.None);
        }
        catch (IOException taken)
        {
            throw new StateDirectoryException(
                $"Another server is using {_root}. Stop it, or give this one a LocalIdentity:StateDirectory of its own.", taken);
        }
    }

    /// <summary>Writes a file that is either old or new, never half, and survives a power cut when this returns.</summary>
    public static void Write(string path, string content)
    {
        string next = path + ".new";
        using (FileStream file = Open(next, FileMode.Create, FileShare.None))
        {
            using (var writer = new StreamWriter(file, leaveOpen: true))
            {
                writer.Write(content);
            }

            file.Flush(flushToDisk: true);
        }

        File.Move(next, path, overwrite: true);
    }

    private static void MakePrivate(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
            File.SetUnixFileMode(folder, OwnerOnly | UnixFileMode.UserExecute);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StateDirectoryException(
                $"The state directory {folder} cannot be made private: {fault.Message}. "
                + "Give it to the user that the provider runs as, or set LocalIdentity:StateDirectory to another one.",
                fault);
        }
    }

    private static FileStream Open(string path, FileMode mode, FileShare share) => new(
        path,
        new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share, UnixCreateMode = OwnerOnly });
}
