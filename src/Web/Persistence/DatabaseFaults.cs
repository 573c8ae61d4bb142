using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Text;
using Weiguang.Web.Health;

namespace Weiguang.Web.Persistence;

/// <summary>What went wrong with the database, in the two kinds that are no fault of the program: it is away for now, or it was given what does not fit.</summary>
internal static class DatabaseFaults
{
    private const int Patience = 10;

    /// <summary>Not reached, shutting down, locked by somebody else, out of connections, or without room to write.</summary>
    public static bool IsAway(Exception e) => Chain(e).Any(x => x switch
    {
        PostgresException postgres => postgres.IsTransient || postgres.SqlState is PostgresErrorCodes.DiskFull or PostgresErrorCodes.InvalidCatalogName
            || postgres.SqlState.StartsWith("57P", StringComparison.Ordinal) || postgres.SqlState.StartsWith("08", StringComparison.Ordinal) || postgres.SqlState.StartsWith("58", StringComparison.Ordinal),
        NpgsqlException => x is not NpgsqlOperationInProgressException,
        SqliteException sqlite => sqlite.SqliteErrorCode is Busy or Locked or ReadOnly or InputOutput or Full or CannotOpen,
        TimeoutException => true, // Of the WriteGate, or of a command.
        _ => TextDoor.IsFullDisk(x),
    });

    private static bool IsFull(Exception e) => Chain(e).Any(x => x is PostgresException { SqlState: PostgresErrorCodes.DiskFull } or SqliteException { SqliteErrorCode: Full } || TextDoor.IsFullDisk(x));

    /// <summary>What a caller sent that only the database noticed; null when it is something else.</summary>
    public static BadInputException? BadInputOf(Exception e)
    {
        foreach (var x in Chain(e))
        {
            switch (x)
            {
                case BadInputException bad:
                    return bad;
                case PostgresException { SqlState: PostgresErrorCodes.StringDataRightTruncation or PostgresErrorCodes.NumericValueOutOfRange or PostgresErrorCodes.DatetimeFieldOverflow
                    or PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter } postgres:
                    return new BadInputException(postgres.ColumnName ?? "body", Phrase.Of("有一项写得太长，或者数目、日期太大了"));
            }
        }

        return null;
    }

    /// <summary>Tells log, caller and balancer that the database is away; the answer's status is the caller's matter.</summary>
    public static void AskToComeAgain(HttpContext context, Exception e, ILogger log)
    {
        log.LogWarning(e, "The database does not answer.");
        AskToComeAgain(context);
        if (IsFull(e))
        {
            context.RequestServices.GetRequiredService<DiskRoom>().SawFull();
        }
    }

    public static void AskToComeAgain(HttpContext context) => context.Response.Headers.RetryAfter = Patience.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<Exception> Chain(Exception e)
    {
        for (var x = e; x is not null; x = x.InnerException)
        {
            yield return x;
        }
    }

    // SQLite's result codes.
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Full = 13;
    private const int CannotOpen = 14;
}
