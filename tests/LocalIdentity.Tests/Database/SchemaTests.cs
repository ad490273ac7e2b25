using DtnBox.LocalIdentity.Configuration;
using DtnBox.LocalIdentity.Database;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace DtnBox.LocalIdentity.Tests.Database;

public sealed class SchemaTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dtnbox-identity-").FullName;

    /// <summary>Also the guard for package updates: when the model of Identity or OpenIddict grows, a script is missing.</summary>
    [Fact]
    public void Scripts_AllOfThem_MakeTheTablesOfTheModel()
    {
        StateDirectory scripted = New("scripted");
        new Schema(scripted, NullLogger<Schema>.Instance).Apply();

        string modelled = Path.Combine(_folder, "modelled.db");
        using (var database = new IdentityDatabase(
            new DbContextOptionsBuilder<IdentityDatabase>().UseSqlite($"Data Source={modelled}").Options))
        {
            database.Database.EnsureCreated();
        }

        Assert.Equal(Describe(modelled), Describe(scripted.Database));
    }

    [Fact]
    public void Apply_Twice_ChangesNothing()
    {
        StateDirectory directory = New("twice");
        var schema = new Schema(directory, NullLogger<Schema>.Instance);
        schema.Apply();
        string[] before = Describe(directory.Database);
        schema.Apply();
        Assert.Equal(before, Describe(directory.Database));
    }

    [Fact]
    public async Task Apply_ManyAtOnce_MakesOneSchema()
    {
        StateDirectory directory = New("many");
        await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(_ => Task.Run(() => new Schema(directory, NullLogger<Schema>.Instance).Apply())));
        Assert.NotEmpty(Describe(directory.Database));
    }

    [Fact]
    public void Apply_DatabaseOfANewerVersion_SaysSo()
    {
        StateDirectory directory = New("newer");
        Query(directory.Database, "PRAGMA user_version = 1000;");
        SchemaException refused = Assert.Throws<SchemaException>(
            () => new Schema(directory, NullLogger<Schema>.Instance).Apply());
        Assert.Contains("has schema 1000, this program knows schema", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private StateDirectory New(string name) => new(Options.Create(
        new LocalIdentityOptions { StateDirectory = Path.Combine(_folder, name) }));

    /// <summary>Tables with columns, references and indexes, as SQLite understood them.</summary>
    private static string[] Describe(string file) =>
    [
        .. Query(file, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").SelectMany(table =>
            Query(file, $"SELECT 'column', * FROM pragma_table_info('{table}')")
                .Concat(Query(file, $"SELECT 'reference', \"table\", \"from\", \"to\", on_delete FROM pragma_foreign_key_list('{table}')"))
                .Concat(Query(file, $"""
                    SELECT 'index', list.name, list."unique", list.partial, info.name
                    FROM pragma_index_list('{table}') AS list, pragma_index_info(list.name) AS info
                    """))
                .Select(line => $"{table}: {line}")).Order(StringComparer.Ordinal),
    ];

    private static List<string> Query(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file}");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using SqliteDataReader reader = command.ExecuteReader();
        List<string> lines = [];
        while (reader.Read())
        {
            lines.Add(string.Join(' ', Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)));
        }

        return lines;
    }
}
