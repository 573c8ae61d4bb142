using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Connections;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Weiguang.Kernel;

namespace Weiguang.Web.Verbs;

/// <summary>What went wrong in one sentence for the operator, and what the program ends with: 1 refused, 2 mistyped, 3 something it needs is away or damaged, 70 a fault of the program.</summary>
internal static partial class Complaint
{
    private const int Refused = 1;
    private const int Mistyped = 2;
    private const int Away = 3;
    private const int Fault = 70;

    public static (string Sentence, int ExitCode) Of(Exception e)
    {
        var (sentence, code) = Plain(e) ?? ($"Unexpected {e.GetType().Name}: {e.Message} (the environment variable WEIGUANG_TRACE=1 shows where)", Fault);
        return (string.Join(' ', sentence.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)), code);
    }

    private static (string, int)? Plain(Exception e) => e switch
    {
        SetupException setup => (setup.Message, setup.ExitCode),
        AuthenticationTagMismatchException => ("The master key in use does not open the data keys of this database. Set Security:MasterKey to the one it was made with.", Refused),
        AggregateException { InnerExceptions: [var only] } => Plain(only),
        SqliteException sqlite => Database(sqlite),
        PostgresException postgres => ($"PostgreSQL refuses: {postgres.MessageText} ({postgres.SqlState}).", Away),
        NpgsqlException npgsql => ($"PostgreSQL cannot be reached: {npgsql.Message} {npgsql.InnerException?.Message}", Away),
        IOException { InnerException: AddressInUseException } => ($"{Address().Match(e.Message).Value} is in use by another program: stop that one, or listen elsewhere with --urls.", Away),
        SocketException socket => ($"The network refuses: {socket.Message}.", Away),
        UnauthorizedAccessException => ($"No right to do that: {e.Message}", Away),
        IOException or InvalidDataException => (e.Message, Away),
        InvalidOperationException or FormatException when Setting().Match(e.Message) is { Success: true } wrong =>
            ($"{wrong.Groups[2].Value} cannot be '{wrong.Groups[1].Value}': it is {Kind(wrong.Groups[3].Value)}.", Mistyped),
        DbUpdateException or InvalidOperationException when e.InnerException is { } inner => Plain(inner),
        ArgumentException or FormatException => (e.Message, Mistyped),
        TimeoutException => (e.Message, Away),
        _ => null,
    };

    private static (string, int) Database(SqliteException e) => e.SqliteErrorCode switch
    {
        11 or 26 => ($"The database file is damaged or no SQLite database ({e.Message}). Bring a backup back with `restore <file> --force`.", Away),
        5 or 6 => ("Another program holds the database; stop it, or try again in a moment.", Away),
        8 or 14 => ($"The database file cannot be opened for writing: does the folder belong to this user? ({e.Message})", Away),
        13 => ("The disk is full.", Away),
        _ => ($"SQLite refuses: {e.Message}.", Away),
    };

    private static string Kind(string type) => type switch
    {
        "Boolean" => "true or false",
        "Int32" or "Int64" => "a whole number",
        "Double" or "Decimal" or "Single" => "a number",
        _ => $"a {type}",
    };

    [GeneratedRegex(@"https?://[^\s:]+(:\d+)?")]
    private static partial Regex Address();

    [GeneratedRegex(@"configuration value '(.*)' at '(.*)' to type '(?:[\w.]+\.)?(\w+)'")]
    private static partial Regex Setting();
}
