using System.Reflection;
using DtnBox.LocalIdentity.Configuration;
using Microsoft.Data.Sqlite;

namespace DtnBox.LocalIdentity.Database;

/// <summary>Brings a database to the present schema by SQL scripts, each of which runs once and whole.</summary>
internal sealed partial class Schema(StateDirectory directory, ILogger<Schema> logger)
{
    private const string Prefix = "schema/";

    /// <summary>Runs the scripts that this database has not seen. Safe beside other processes, and after a crash.</summary>
    /// <exception cref="SchemaException">The database was made by a newer version of this program.</exception>
    public void Apply()
    {
        using var connection = new SqliteConnection($"Data Source={directory.Database}");
        connection.Open();
        // Readers and the one writer do not hold each other up; kept in the file for good.
        Execute(connection, "PRAGMA journal_mode = WAL;");

        // Holds the write lock from the first read on: of two processes that start together, one does the work.
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        long present = Version(connection, transaction);
        (int Version, string Name)[] scripts = [.. Scripts()];
        if (present > scripts[^1].Version)
        {
            throw new SchemaException(
                $"{directory.Database} has schema {present}, this program knows schema {scripts[^1].Version}. "
                + "Start the newer version of DtnBox that it was last used with, or restore a backup from before.");
        }

        foreach ((int version, string name) in scripts.Where(script => script.Version > present))
        {
            Execute(connection, Text(name), transaction);
            Execute(connection, $"PRAGMA user_version = {version};", transaction);
            LogApplied(version);
        }

        transaction.Commit();
    }

    /// <summary>The scripts in their order; a name begins with the version it makes.</summary>
    private static IEnumerable<(int Version, string Name)> Scripts() => Assembly.GetExecutingAssembly()
        .GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .Select(name => (int.Parse(name[Prefix.Length..].Split('-')[0]), name))
        .Order();

    private static string Text(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private static long Version(SqliteConnection connection, SqliteTransaction transaction)
    {
        using SqliteCommand query = connection.CreateCommand();
        query.Transaction = transaction;
        query.CommandText = "PRAGMA user_version;";
        return (long)query.ExecuteScalar()!;
    }

    private static void Execute(SqliteConnection connection, string sql, SqliteTransaction? transaction = null)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
