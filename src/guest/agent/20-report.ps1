# What the agent says: the log on the disk, and the reports on the first serial port. No secret gets into either.

$Masks = @()
$Said = [ordered]@{
    v = 1; plan = ''; boot = 1; seq = 0; station = ''; state = 'running'
    step = $null; steps = 0; title = ''; percent = $null; message = ''; results = @()
}
$Line = ''
$LineTime = [DateTime]::MinValue
$HeartbeatSeconds = 10
$PortFailure = ''
# Of the step that runs; null between steps.
$StepLog = $null
# Characters: the port takes no more than some ten thousand before a write runs into its time limit.
$ResultsLimit = 24576

# The CRC-32 of zlib, a byte at a time.
$CrcTable = @(
    foreach ($index in 0..255) {
        $value = [long] $index
        foreach ($bit in 1..8) {
            if ($value -band 1) { $value = 3988292384L -bxor ($value -shr 1) } else { $value = $value -shr 1 }
        }
        $value
    }
)

function Get-Crc32([string] $Text) {
    $crc = 4294967295L
    foreach ($byte in [Text.Encoding]::ASCII.GetBytes($Text)) {
        $crc = $CrcTable[($crc -bxor $byte) -band 255] -bxor ($crc -shr 8)
    }
    return ($crc -bxor 4294967295L).ToString('x8')
}

# A secret as a whole, and each line of one that has several, the longest first.
function Set-Mask([string[]] $Secrets) {
    $parts = @(
        foreach ($secret in $Secrets) {
            $secret
            foreach ($line in ($secret -split "`r?`n")) { if ($line.Trim().Length -ge 4) { $line } }
        }
    )
    $script:Masks = @($parts | Where-Object { $_.Trim() -ne '' } | Sort-Object -Property Length -Descending)
}

function Get-MaskedText([string] $Text) {
    foreach ($mask in $Masks) { $Text = $Text.Replace($mask, '***') }
    return $Text
}

# $Text is masked already. A full disk takes no log, and that must not hide what filled it.
function Add-Log([string] $Text) {
    foreach ($file in @($LogFile, $StepLog)) {
        if (-not $file) { continue }
        try { [IO.File]::AppendAllText($file, $Text, $Utf8) } catch { return }
    }
}

function Write-Log([string] $Text) {
    $time = [DateTime]::UtcNow.ToString('yyyy-MM-ddTHH:mm:ssZ', [Globalization.CultureInfo]::InvariantCulture)
    Add-Log ($time + ' ' + (Get-MaskedText $Text) + "`r`n")
}

# On one line, in pure ASCII.
function ConvertTo-JsonLine($Value) {
    $json = ConvertTo-Json -InputObject $Value -Compress -Depth 8
    return [regex]::Replace($json, '[^\x20-\x7e]', { param($match) '\u' + ([int] $match.Value[0]).ToString('x4') })
}

# The results as a report bears them: titles of updates are cut where all of them would not fit.
function Get-SaidResult($Results) {
    foreach ($length in @(200, 120, 60, 20, 0)) {
        $shown = @(
            foreach ($result in $Results) {
                $copy = $result | Select-Object -Property *
                if ($null -ne $copy.updates) {
                    $copy.updates = @(
                        foreach ($update in $copy.updates) {
                            $short = $update | Select-Object -Property *
                            $short.title = $short.title.Substring(0, [Math]::Min($length, $short.title.Length))
                            $short
                        }
                    )
                }
                $copy
            }
        )
        if ((ConvertTo-JsonLine $shown).Length -le $ResultsLimit) { break }
    }
    return $shown
}

function Get-ReportLine {
    $body = ConvertTo-JsonLine $Said
    return "`n" + $body.Substring(0, $body.Length - 1) + ',"crc":"' + (Get-Crc32 $body) + "`"}`n"
}

# Bytes are lost whenever nobody listens, and the port may be missing: neither stops the work.
function Send-Line {
    $script:LineTime = [DateTime]::UtcNow
    $port = $null
    try {
        $port = New-Object -TypeName System.IO.Ports.SerialPort -ArgumentList @('COM1', 115200, 'None', 8, 'One')
        $port.WriteTimeout = 5000
        $port.Open()
        $port.Write($Line)
        $port.Close()
    } catch {
        if ($PortFailure -ne $_.Exception.Message) {
            $script:PortFailure = $_.Exception.Message
            Write-Log ('COM1: ' + $PortFailure)
        }
    } finally {
        if ($null -ne $port) { $port.Dispose() }
    }
}

# Says something new; what is not given stays as it was.
function Send-Report([hashtable] $Change) {
    foreach ($name in $Change.Keys) { $Said[$name] = $Change[$name] }
    $text = [regex]::Replace((Get-MaskedText $Said.message), '[\x00-\x1f\x7f]+', ' ').Trim()
    $Said.message = $text.Substring(0, [Math]::Min(200, $text.Length))
    $Said.title = Get-MaskedText $Said.title
    $Said.seq = $Said.seq + 1
    $script:Line = Get-ReportLine
    Send-Line
}

# The last report of a boot is said more than once: no heartbeat comes after it.
function Send-LastReport([hashtable] $Change) {
    Send-Report $Change
    foreach ($again in 1..2) {
        Start-Sleep -Milliseconds 300
        Send-Line
    }
}

function Send-Heartbeat {
    if (([DateTime]::UtcNow - $LineTime).TotalSeconds -ge $HeartbeatSeconds) { Send-Line }
}
