using System.Buffers.Binary;
using System.Text;

namespace Weiguang.Recognition.Pdf;

/// <summary>Puts tables together as a TrueType file with its directory and checksums.</summary>
internal static class SfntFile
{
    private const uint WholeFile = 0xB1B0AFBA;

    /// <param name="tables">Sorted by tag; empty ones are left out.</param>
    public static byte[] Write(SortedDictionary<string, byte[]> tables)
    {
        var kept = tables.Where(t => t.Value.Length > 0).ToList();
        var start = 12 + (16 * kept.Count);
        var file = new byte[start + kept.Sum(t => Padded(t.Value.Length))];
        var power = (int)Math.Log2(kept.Count);
        BinaryPrimitives.WriteUInt32BigEndian(file, 0x00010000);
        int[] counts = [kept.Count, 16 << power, power, 16 * (kept.Count - (1 << power))];
        for (var i = 0; i < counts.Length; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(4 + (2 * i)), (ushort)counts[i]);
        }

        var head = 0;
        foreach (var (index, (tag, table)) in kept.Index())
        {
            var entry = file.AsSpan(12 + (16 * index), 16);
            table.CopyTo(file, start);
            if (tag == "head")
            {
                head = start;
                file.AsSpan(start + 8, 4).Clear(); // The adjustment counts as zero until the whole is summed.
            }

            Encoding.ASCII.GetBytes(tag, entry);
            BinaryPrimitives.WriteUInt32BigEndian(entry[4..], Sum(file.AsSpan(start, Padded(table.Length))));
            BinaryPrimitives.WriteInt32BigEndian(entry[8..], start);
            BinaryPrimitives.WriteInt32BigEndian(entry[12..], table.Length);
            start += Padded(table.Length);
        }

        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(head + 8), unchecked(WholeFile - Sum(file)));
        return file;
    }

    private static int Padded(int length) => (length + 3) / 4 * 4;

    private static uint Sum(ReadOnlySpan<byte> words)
    {
        var sum = 0u;
        for (var i = 0; i < words.Length; i += 4)
        {
            sum = unchecked(sum + BinaryPrimitives.ReadUInt32BigEndian(words[i..]));
        }

        return sum;
    }
}
