# What a program that reads other people's files is hardened with; scripts/check (rule
# hardening) looks for each of these in the program built. Not under sanitizers, whose own
# checks they would be in the way of. Same bytes wherever the source lies: no path of the
# machine it was built on gets into the program.
if(NOT OUTTURN_SANITIZE AND NOT OUTTURN_FUZZ)
    include(CheckPIESupported)
    check_pie_supported(LANGUAGES C)
    set(CMAKE_POSITION_INDEPENDENT_CODE ON)
    target_compile_options(outturn_options INTERFACE
        -fstack-protector-strong -fstack-clash-protection
        $<$<NOT:$<CONFIG:Debug>>:-U_FORTIFY_SOURCE$<SEMICOLON>-D_FORTIFY_SOURCE=2>)
    if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|amd64")
        target_compile_options(outturn_options INTERFACE -fcf-protection)
    endif()
    target_link_options(outturn_options INTERFACE
        LINKER:-z,relro LINKER:-z,now LINKER:-z,noexecstack)
endif()
target_compile_options(outturn_options INTERFACE
    -ffile-prefix-map=${CMAKE_SOURCE_DIR}=. -ffile-prefix-map=${CMAKE_BINARY_DIR}=build)
