namespace Weiguang.Tests.Support;

/// <summary>Both databases: <c>[Theory, ClassData(typeof(TestDatabases))]</c>. PostgreSQL is left out only where no server is installed.</summary>
public sealed class TestDatabases : TheoryData<string>
{
    public const string Sqlite = nameof(Sqlite);
    public const string Postgres = nameof(Postgres);

    public TestDatabases()
    {
        Add(Sqlite);
        if (PostgresServer.IsAvailable)
        {
            Add(Postgres);
        }
    }
}
