using DtnBox.Testing;

namespace DtnBox.FunctionsHost.Tests.Support;

/// <summary>TestApp under a task hub of its own.</summary>
internal sealed class TestAppFolder : FunctionsAppFolder
{
    public TestAppFolder()
        : base("TestApp", $"{TestStorage.NewPrefix()}hub")
    {
        Settings["TickSchedule"] = "* * * * * *";
        Save();
    }

    /// <summary>A file for the app's <c>Mark</c>.</summary>
    public Mark NewMark() => new(Path.Combine(Folder, $"mark-{Guid.NewGuid():N}"));
}

/// <summary>Where the app is, and when it may go on: the files that the app's own <c>Mark</c> writes and waits for.</summary>
internal sealed record Mark(string File)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>Gets how often it was begun, each time by a dot.</summary>
    public string Begun => System.IO.File.Exists($"{File}.began") ? System.IO.File.ReadAllText($"{File}.began") : "";

    public string Done => System.IO.File.ReadAllText($"{File}.done");

    public Task BeginsAsync() => Eventually.ThatAsync(() => Begun.Length > 0, Deadline, $"{File} is begun");

    public void LetGo() => System.IO.File.WriteAllText($"{File}.go", "");
}
