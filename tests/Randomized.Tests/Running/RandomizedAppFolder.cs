using DtnBox.Randomized.Tests.Modelling;
using DtnBox.Testing;

namespace DtnBox.Randomized.Tests.Running;

/// <summary>A published app whose handler interprets workflows.</summary>
internal sealed class RandomizedAppFolder : FunctionsAppFolder
{
    public const string Orchestrator = "Workflow";

    private readonly string _journal;

    public RandomizedAppFolder(string storage)
        : base(RepositoryPaths.Program("RandomizedApp"), $"{TestStorage.NewPrefix()}hub")
    {
        _journal = Path.Combine(Folder, "journal.txt");
        Settings["AzureWebJobsStorage"] = storage;
        Settings["RANDOMIZED_JOURNAL"] = _journal;
        AddOrchestrator(Orchestrator);
        AddActivity("Effect");
        Save();
    }

    public JournalLine[] ReadJournal() => File.Exists(_journal) ? [.. File.ReadLines(_journal).Select(JournalLine.Parse)] : [];
}
