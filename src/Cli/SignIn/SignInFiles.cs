using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DtnBox.Cli.Api;
using DtnBox.Contracts;

namespace DtnBox.Cli.SignIn;

/// <summary>The sign-ins of this account: a file for each control plane, which nobody else can read.</summary>
internal sealed class SignInFiles(Terminal terminal)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly TimeSpan LockRetry = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LockPatience = TimeSpan.FromMinutes(2);

    public string PathOf(Uri controlPlane)
    {
        // The name is for people; the hash tells ports, paths and schemes apart.
        string name = string.Concat(controlPlane.Host.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' ? c : '_'));
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(controlPlane.AbsoluteUri)));
        return Path.Combine(Folder(), $"{name}-{hash[..16]}.json");
    }

    /// <summary>The sign-in at a control plane; null when there is none.</summary>
    public StoredSignIn? Read(Uri controlPlane)
    {
        string path = PathOf(controlPlane);
        try
        {
            return File.Exists(path)
                ? JsonSerializer.Deserialize<StoredSignIn>(File.ReadAllBytes(path), ContractJson.Options)
                : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new UsageException(
                $"The sign-in in {path} cannot be read: {fault.Message} Sign in again: dtnbox login.", ExitCodes.Denied);
        }
    }

    /// <summary>Keeps a sign-in: afterwards the file holds it whole, and before that the one that was there.</summary>
    public void Write(StoredSignIn signIn)
    {
        string path = PathOf(signIn.ControlPlane);
        Try(path, () =>
        {
            string next = path + ".new";
            File.Delete(next);
            using (FileStream file = Open(next, FileMode.CreateNew))
            {
                JsonSerializer.Serialize(file, signIn, ContractJson.Options);
                file.Flush(flushToDisk: true);
            }

            File.Move(next, path, overwrite: true);
        });
    }

    public void Delete(Uri controlPlane)
    {
        string path = PathOf(controlPlane);
        Try(path, () => File.Delete(path));
    }

    /// <summary>Waits until no other process changes the sign-in at a control plane, and keeps them out.</summary>
    public async Task<IDisposable> LockAsync(Uri controlPlane, CancellationToken cancellationToken)
    {
        string path = PathOf(controlPlane) + ".lock";
        Try(path, MakeFolder);
        long start = terminal.Time.GetTimestamp();
        while (true)
        {
            try
            {
                return Open(path, FileMode.OpenOrCreate);
            }
            catch (Exception fault) when (fault is UnauthorizedAccessException
                || (fault is IOException && terminal.Time.GetElapsedTime(start) > LockPatience))
            {
                throw Unwritable(path, fault);
            }
            catch (IOException)
            {
                await Task.Delay(LockRetry, terminal.Time, cancellationToken);
            }
        }
    }

    private static FileStream Open(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return new FileStream(path, options);
    }

    private string Folder()
    {
        string settings = ConnectionSettings.Variable(terminal, "DTNBOX_CONFIG_DIR")
            ?? Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData) switch
            {
                "" => throw new UsageException(
                    "There is no folder for sign-ins, as this account has no home. Name one in DTNBOX_CONFIG_DIR, "
                    + "or put an API token into DTNBOX_TOKEN.",
                    ExitCodes.Denied),
                string home => Path.Combine(home, "dtnbox"),
            };
        return Path.Combine(settings, "sign-ins");
    }

    private void MakeFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Folder());
        }
        else
        {
            Directory.CreateDirectory(Folder(), OwnerOnly | UnixFileMode.UserExecute);
        }
    }

    private static void Try(string path, Action change)
    {
        try
        {
            change();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, fault);
        }
    }

    private static UsageException Unwritable(string path, Exception fault) => new(
        $"The sign-in cannot be kept in {path}: {fault.Message} Name another folder in DTNBOX_CONFIG_DIR.", ExitCodes.Failed);
}
