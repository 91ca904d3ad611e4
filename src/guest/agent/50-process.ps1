# A child process: its output read as it comes, its time limit, its end with all its children.

# As CommandLineToArgvW takes it apart again.
function ConvertTo-Word([string] $Text) {
    if ($Text -ne '' -and $Text -notmatch '[\s"&|<>^()]') { return $Text }
    $escaped = [regex]::Replace($Text, '(\\*)"', '$1$1\"')
    $escaped = [regex]::Replace($escaped, '(\\+)$', '$1$1')
    return '"' + $escaped + '"'
}

function Join-Word([string[]] $Words) {
    return @(foreach ($word in $Words) { ConvertTo-Word $word }) -join ' '
}

# A bar that redraws itself ends its lines with a carriage return.
$LineEnds = [char[]] @(13, 10)

# One of the two streams. What is not a whole line yet waits, so that a secret is found that came in two pieces.
function New-Tap($Reader) {
    $stream = $Reader.BaseStream
    $buffer = New-Object -TypeName 'byte[]' -ArgumentList @(65536)
    return [pscustomobject]@{
        stream = $stream
        buffer = $buffer
        decoder = $Reader.CurrentEncoding.GetDecoder()
        reading = $stream.ReadAsync($buffer, 0, $buffer.Length)
        waiting = ''
        open = $true
    }
}

# The text that came, as whole lines; null where nothing did.
function Read-Tap([pscustomobject] $Tap) {
    if (-not $Tap.open -or -not $Tap.reading.IsCompleted) { return $null }
    $count = 0
    if (-not $Tap.reading.IsFaulted) { $count = $Tap.reading.Result }
    if ($count -eq 0) {
        $Tap.open = $false
        $text = $Tap.waiting
        $Tap.waiting = ''
        return $text
    }
    $characters = New-Object -TypeName 'char[]' -ArgumentList @($Tap.decoder.GetCharCount($Tap.buffer, 0, $count))
    [void] $Tap.decoder.GetChars($Tap.buffer, 0, $count, $characters, 0)
    $Tap.reading = $Tap.stream.ReadAsync($Tap.buffer, 0, $Tap.buffer.Length)
    $text = $Tap.waiting + [string]::new($characters)
    $end = $text.LastIndexOfAny($LineEnds) + 1
    $held = 0
    if ($Masks.Count -gt 0) { $held = $Masks[0].Length }
    if ($end -eq 0 -and $text.Length -gt 65536 + $held) { $end = $text.Length - $held }
    $Tap.waiting = $text.Substring($end)
    return $text.Substring(0, $end)
}

# Writes the beginning to the log, keeps the end, and says the last line.
function Add-Output([pscustomobject] $Output, [string] $Text) {
    $Text = Get-MaskedText $Text
    if ($Output.logged -lt $OutputHead) {
        Add-Log $Text
        $Output.logged += $Text.Length
    } else {
        $tail = $Output.tail + $Text
        if ($tail.Length -gt $OutputTail) {
            $Output.dropped += $tail.Length - $OutputTail
            $tail = $tail.Substring($tail.Length - $OutputTail)
        }
        $Output.tail = $tail
    }
    $trimmed = $Text.TrimEnd()
    if ($trimmed -eq '') { return }
    $Output.last = $trimmed.Substring($trimmed.LastIndexOfAny($LineEnds) + 1)
    $Output.fresh = $true
}

function Close-Output([pscustomobject] $Output) {
    if ($Output.dropped -gt 0) { Add-Log ("`r`n[" + $Output.dropped + " characters of output left out here]`r`n") }
    Add-Log $Output.tail
    if ($Output.logged -gt 0) { Add-Log "`r`n" }
}

# Says a new last line, at most one a second.
function Send-Output([pscustomobject] $Output) {
    if ($Output.fresh -and ([DateTime]::UtcNow - $LineTime).TotalSeconds -ge 1) {
        $Output.fresh = $false
        Send-Report @{ message = $Output.last }
    }
    Send-Heartbeat
}

function Stop-Tree($Process) {
    & taskkill.exe /PID $Process.Id /T /F | Out-Null
    [void] $Process.WaitForExit(30000)
}

# Runs it to its end. Its "exit" is null where it was killed at its limit. A listener has a function, "hear", that makes of
# whole lines what is logged, and may move "until", a limit of its own.
function Invoke-Process([string] $File, [string] $Arguments, [string] $Directory, [hashtable] $Environment, $TimeoutSeconds, $Listener) {
    $start = New-Object -TypeName System.Diagnostics.ProcessStartInfo -ArgumentList @($File, $Arguments)
    $start.UseShellExecute = $false
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardError = $true
    if ($Directory) { $start.WorkingDirectory = $Directory }
    foreach ($name in $Environment.Keys) { $start.EnvironmentVariables[$name] = $Environment[$name] }
    $began = [DateTime]::UtcNow
    $process = [Diagnostics.Process]::Start($start)
    $taps = @((New-Tap $process.StandardOutput), (New-Tap $process.StandardError))
    $output = [pscustomobject]@{ logged = 0; tail = ''; dropped = 0; last = ''; fresh = $false }
    $killed = $false
    $ended = $null
    while ($true) {
        $isQuiet = $true
        foreach ($tap in $taps) {
            $text = Read-Tap $tap
            if ($null -eq $text) { continue }
            $isQuiet = $false
            if ($text -eq '') { continue }
            if ($null -ne $Listener) { $text = & $Listener.hear $Listener $text }
            Add-Output $output $text
        }
        Send-Output $output
        if ($process.HasExited) {
            # A child of its may live on, hold the pipes open and write to them.
            if ($null -eq $ended) { $ended = [DateTime]::UtcNow }
            $left = ([DateTime]::UtcNow - $ended).TotalSeconds
            $isRead = -not ($taps[0].open -or $taps[1].open)
            if ($isRead -or ($isQuiet -and $left -ge 2) -or $left -ge 30) { break }
        } elseif (
            ($null -ne $TimeoutSeconds -and ([DateTime]::UtcNow - $began).TotalSeconds -ge $TimeoutSeconds) -or
            ($null -ne $Listener.until -and [DateTime]::UtcNow -ge $Listener.until)
        ) {
            $killed = $true
            Stop-Tree $process
        }
        if ($isQuiet) { Start-Sleep -Milliseconds 100 }
    }
    Close-Output $output
    $exit = $null
    if (-not $killed) { $exit = $process.ExitCode }
    $seconds = [Math]::Round(([DateTime]::UtcNow - $began).TotalSeconds, 1)
    return [pscustomobject]@{ exit = $exit; seconds = $seconds; last = $output.last }
}
